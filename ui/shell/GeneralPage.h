// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/shell/SettingsPage.h"

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace triptych {

/// Language, theme, fonts, motion.
class GeneralPage final : public SettingsPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GeneralPage)

public:
    explicit GeneralPage(const Theme &theme, QWidget *parent = nullptr);

    QString title() const override;
    void present(const Settings &settings) override;
    void write(Settings &settings) override;
    void retranslate() override;

private:
    QComboBox *m_language;
    QComboBox *m_theme;
    QComboBox *m_interfaceFont;
    QComboBox *m_fixedFont;
    QSpinBox *m_pixels;
    QCheckBox *m_motion;
    std::vector<QLabel *> m_labels;
};

} // namespace triptych
