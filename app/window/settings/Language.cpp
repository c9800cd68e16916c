// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/settings/Language.h"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace triptych {

namespace {

bool swap(QTranslator &translator, const QLocale &locale, const QString &name, const QString &folder)
{
    QCoreApplication::removeTranslator(&translator);
    return translator.load(locale, name, QStringLiteral("_"), folder)
        && QCoreApplication::installTranslator(&translator);
}

/// Not QLocale::system() itself: that takes days from one variable of the environment and words from another.
QLocale writingOf(const QLocale &language)
{
    const QLocale system = QLocale::system();
    return system.language() == language.language() ? QLocale(system.language(), system.script(), system.territory())
                                                    : language;
}

} // namespace

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
}

void Language::use(const QString &code)
{
    const QLocale wanted = code.isEmpty() ? QLocale::system() : QLocale(code);
    const bool isSpoken = swap(m_own, wanted, QStringLiteral("triptych"), QStringLiteral(":/i18n"));
    if (!isSpoken)
        swap(m_own, QLocale(QLocale::English), QStringLiteral("triptych"),
             QStringLiteral(":/i18n")); // for its plural forms
    m_locale = writingOf(isSpoken ? QLocale(m_own.language())
                                  : QLocale(QLocale::English)); // a desktop may name several languages
    m_isChinese = m_locale.language() == QLocale::Chinese;
    swap(m_qt, m_locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    QLocale::setDefault(m_locale);
}

} // namespace triptych
