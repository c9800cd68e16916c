// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/markdown/CharacterReference.h"

#include <QHash>

namespace triptych {

namespace {

const QHash<QString, char16_t> &names()
{
    static const QHash<QString, char16_t> table = [] {
        QHash<QString, char16_t> all;
        const auto add = [&all](const char *name, char16_t code) { all.insert(QString::fromLatin1(name), code); };
        const std::pair<const char *, char16_t> entries[] = {
            {"amp", '&'},       {"lt", '<'},       {"gt", '>'},       {"quot", '"'},      {"apos", '\''},
            {"nbsp", 0xa0},     {"copy", 0xa9},    {"reg", 0xae},     {"trade", 0x2122},  {"hellip", 0x2026},
            {"ndash", 0x2013},  {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019},  {"ldquo", 0x201c},
            {"rdquo", 0x201d},  {"laquo", 0xab},   {"raquo", 0xbb},   {"bull", 0x2022},   {"middot", 0xb7},
            {"sect", 0xa7},     {"para", 0xb6},    {"deg", 0xb0},     {"plusmn", 0xb1},   {"times", 0xd7},
            {"divide", 0xf7},   {"micro", 0xb5},   {"cent", 0xa2},    {"pound", 0xa3},    {"yen", 0xa5},
            {"euro", 0x20ac},   {"larr", 0x2190},  {"uarr", 0x2191},  {"rarr", 0x2192},   {"darr", 0x2193},
            {"harr", 0x2194},   {"lArr", 0x21d0},  {"rArr", 0x21d2},  {"hArr", 0x21d4},   {"le", 0x2264},
            {"ge", 0x2265},     {"ne", 0x2260},    {"asymp", 0x2248}, {"equiv", 0x2261},  {"infin", 0x221e},
            {"sum", 0x2211},    {"prod", 0x220f},  {"radic", 0x221a}, {"int", 0x222b},    {"part", 0x2202},
            {"forall", 0x2200}, {"exist", 0x2203}, {"empty", 0x2205}, {"isin", 0x2208},   {"cap", 0x2229},
            {"cup", 0x222a},    {"sub", 0x2282},   {"sup", 0x2283},   {"minus", 0x2212},  {"alpha", 0x3b1},
            {"beta", 0x3b2},    {"gamma", 0x3b3},  {"delta", 0x3b4},  {"epsilon", 0x3b5}, {"theta", 0x3b8},
            {"lambda", 0x3bb},  {"mu", 0x3bc},     {"pi", 0x3c0},     {"sigma", 0x3c3},   {"phi", 0x3c6},
            {"omega", 0x3c9},   {"Delta", 0x394},  {"Sigma", 0x3a3},  {"Omega", 0x3a9},   {"check", 0x2713},
            {"lbrace", '{'},    {"rbrace", '}'},   {"lbrack", '['},   {"rbrack", ']'},    {"ast", '*'},
            {"lowbar", '_'},    {"grave", '`'},    {"vert", '|'},     {"sol", '/'},       {"bsol", '\\'},
            {"num", '#'},
        };
        for (const auto &[name, code] : entries)
            add(name, code);
        return all;
    }();
    return table;
}

} // namespace

QString characterOf(QStringView reference)
{
    const QString written = reference.toString();
    const QString name = reference.size() > 2 ? written.mid(1, written.size() - 2) : QString();
    if (!name.startsWith(QLatin1Char('#'))) {
        const auto found = names().constFind(name);
        return found == names().cend() ? written : QString(QChar(*found));
    }
    const bool isHex = name.size() > 1 && name[1].toLower() == QLatin1Char('x');
    bool isNumber = false;
    const uint code = name.mid(isHex ? 2 : 1).toUInt(&isNumber, isHex ? 16 : 10);
    const bool isCharacter = isNumber && code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? QString::fromUcs4(reinterpret_cast<const char32_t *>(&code), 1)
                       : QString(QChar(QChar::ReplacementCharacter));
}

} // namespace triptych
