// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/shell/SettingsPage.h"

class QLineEdit;
class QPushButton;
class QSpinBox;

namespace triptych {

/// The program that runs local models.
class LocalPage final : public SettingsPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LocalPage)

public:
    explicit LocalPage(const Theme &theme, QWidget *parent = nullptr);

    QString title() const override;
    void present(const Settings &settings) override;
    void write(Settings &settings) override;
    void retranslate() override;

private:
    QString fault() const;
    void refresh();
    void choose();

    QLineEdit *m_path;
    QPushButton *m_choose;
    QLabel *m_label;
    QLabel *m_note;
    QSpinBox *m_context;
    QLabel *m_contextLabel;
    QLabel *m_contextNote;
};

} // namespace triptych
