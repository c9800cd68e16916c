// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secret/Redaction.h"

#include "core/secret/Unescape.h"

#include <algorithm>
#include <bitset>

namespace triptych {

namespace {

/// Upper case counts as lower: words of errors are brought into one case.
char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? char(byte - 'A' + 'a') : byte;
}

/// One way to write a key: its bits in groups, each group one symbol.
class Form
{
public:
    Form(QByteArrayView key, int bits, int firstBit) : m_key(key), m_bits(bits), m_firstBit(firstBit)
    {
        for (qsizetype i = 0; i < size(); ++i)
            m_used.set(quint8(symbol(i)));
    }

    qsizetype size() const { return (m_key.size() * 8 - m_firstBit) / m_bits; }
    /// How many symbols of it give `bytes` bytes away.
    qsizetype symbolsFor(qsizetype bytes) const { return m_bits == 6 ? bytes * 8 / 6 - 1 : bytes * 8 / m_bits; }
    bool uses(char symbol) const { return m_used.test(quint8(symbol)); }

    char symbol(qsizetype index) const
    {
        const qsizetype bit = m_firstBit + index * m_bits;
        const qsizetype byte = bit / 8;
        const int pair = quint8(m_key[byte]) << 8 | (byte + 1 < m_key.size() ? quint8(m_key[byte + 1]) : 0);
        const int value = pair >> (16 - bit % 8 - m_bits) & ((1 << m_bits) - 1);
        return m_bits == 8 ? lower(char(value))
            : m_bits == 4  ? "0123456789abcdef"[value]
                           : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[value];
    }

    /// A letter of the text as this form would write it.
    char folded(char byte) const
    {
        if (m_bits != 6)
            return lower(byte);
        return byte == '-' ? '+' : byte == '_' ? '/' : byte;
    }

private:
    QByteArrayView m_key;
    int m_bits;
    int m_firstBit;
    std::bitset<256> m_used;
};

/// Base64 has three, by where the key begins in a group of three bytes.
std::vector<Form> formsOf(QByteArrayView key)
{
    return {{key, 8, 0}, {key, 4, 0}, {key, 6, 0}, {key, 6, 2}, {key, 6, 4}};
}

/// How many symbols from `start` on stand in the form in a row, wherever in it.
qsizetype longestRun(const QByteArray &text, qsizetype start, const Form &form)
{
    qsizetype longest = 0;
    for (qsizetype from = 0; from + longest < form.size(); ++from) {
        qsizetype run = 0;
        while (from + run < form.size() && start + run < text.size()
               && form.folded(text[start + run]) == form.symbol(from + run))
            ++run;
        longest = std::max(longest, run);
    }
    return longest;
}

class Search
{
public:
    Search(const QString &text, const TraceRule &rule) : m_rule(rule), m_isHidden(std::size_t(text.size())) {}

    void lookThrough(const Layer &layer, const std::vector<Form> &forms, int layersLeft)
    {
        for (const Form &form : forms)
            look(layer, form);
        if (layersLeft == 0)
            return;
        for (const Unescape &unescape : unescapes()) {
            const Layer below = unescaped(layer, unescape);
            if (below.bytes.size() != layer.bytes.size())
                lookThrough(below, forms, layersLeft - 1);
        }
    }

    QString result(const QString &text) const
    {
        QString shown;
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (!m_isHidden[std::size_t(i)])
                shown += text[i];
            else if (i == 0 || !m_isHidden[std::size_t(i - 1)])
                shown += QChar(0x2026);
        }
        return shown;
    }

private:
    void look(const Layer &layer, const Form &form)
    {
        const qsizetype shortest = form.symbolsFor(m_rule.shortestRun);
        for (qsizetype i = 0; i + shortest <= layer.bytes.size();) {
            if (!form.uses(form.folded(layer.bytes[i + shortest - 1]))) { // no run can go across it
                i += shortest;
                continue;
            }
            const qsizetype run = longestRun(layer.bytes, i, form);
            if (run >= shortest)
                hide(layer.places[std::size_t(i)].begin, layer.places[std::size_t(i + run - 1)].end);
            i += run >= shortest ? run : 1;
        }
    }

    void hide(qsizetype begin, qsizetype end) { std::fill(m_isHidden.begin() + begin, m_isHidden.begin() + end, true); }

    TraceRule m_rule;
    std::vector<bool> m_isHidden;
};

} // namespace

QString withoutTraces(const QString &text, const KeyViews &keys, const TraceRule &rule)
{
    if (text.size() < rule.shortestRun)
        return text;
    Search search(text, rule);
    const Layer whole = layerOf(text);
    for (const QByteArrayView key : keys)
        if (key.size() >= rule.shortestRun)
            search.lookThrough(whole, formsOf(key), rule.layers);
    return search.result(text);
}

} // namespace triptych
