// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/shell/SettingsPage.h"

class QCheckBox;
class QSpinBox;

namespace triptych {

class KeepRunsField;

/// What is recorded, for how long, when the vault locks itself, and what leaves the machine before a run.
class PrivacyPage final : public SettingsPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PrivacyPage)

public:
    explicit PrivacyPage(const Theme &theme, QWidget *parent = nullptr);

    QString title() const override;
    void present(const Settings &settings) override;
    void write(Settings &settings) override;
    void retranslate() override;
    void showOlderRuns(int days, std::optional<int> runs);

Q_SIGNALS:
    void olderRunsRequested(int days); ///< Answered by showOlderRuns().

private:
    void nameMinutes();

    QCheckBox *m_record;
    KeepRunsField *m_keep;
    QSpinBox *m_lock;
    QCheckBox *m_count;
    QLabel *m_countNote;
    std::vector<QLabel *> m_labels;
};

} // namespace triptych
