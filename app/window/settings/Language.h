// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLocale>
#include <QTranslator>

namespace triptych {

/// The catalogues of the chosen language, Qt's own and ours, and how it writes days and numbers: the default QLocale.
/// Changing it sends LanguageChange to every widget.
class Language
{
public:
    Language() = default;
    ~Language();
    Q_DISABLE_COPY_MOVE(Language)

    /// "en", "zh_CN", or empty for what the desktop speaks.
    void use(const QString &code);
    /// Of the words on the screen: the desktop's own when it speaks the chosen language, so that its region counts.
    QLocale locale() const { return m_locale; }
    bool isChinese() const { return m_isChinese; }

private:
    QTranslator m_qt;
    QTranslator m_own;
    QLocale m_locale;
    bool m_isChinese = false;
};

} // namespace triptych
