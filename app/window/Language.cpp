// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/Language.h"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace triptych {

namespace {

bool swap(QTranslator &translator, const QLocale &locale, const QString &name, const QString &folder)
{
    QCoreApplication::removeTranslator(&translator);
    return translator.load(locale, name, QStringLiteral("_"), folder) && QCoreApplication::installTranslator(&translator);
}

} // namespace

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
}

void Language::use(const QString &code)
{
    const QLocale locale = code.isEmpty() ? QLocale::system() : QLocale(code);
    m_isChinese = locale.language() == QLocale::Chinese;
    swap(m_qt, locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (!swap(m_own, locale, QStringLiteral("triptych"), QStringLiteral(":/i18n")))
        swap(m_own, QLocale(QLocale::English), QStringLiteral("triptych"), QStringLiteral(":/i18n")); // for its plural forms
}

} // namespace triptych
