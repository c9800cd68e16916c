// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>
#include <optional>

class QLabel;
class QPushButton;
class QSpinBox;

namespace triptych {

class Theme;

/// How many days runs are kept. A shorter time than before deletes, so it counts only after a person saw how many runs
/// go and said so. Asks for that number by a signal; 0 days stand for ever.
class KeepRunsField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeepRunsField)

public:
    explicit KeepRunsField(const Theme &theme, QWidget *parent = nullptr);

    int days() const { return m_days; } ///< What counts now; a wish that waits for its answer does not.
    void present(int days);
    void retranslate();
    /// How many runs are older than `days`; absent: nobody knows.
    void showOlder(int days, std::optional<int> runs);

Q_SIGNALS:
    void chosen();
    void countRequested(int days);

private:
    void build();
    void onChanged(int days);
    void take(int days);
    void keepAsBefore();
    void showState();
    QString question() const;

    const Theme &m_theme;
    QSpinBox *m_box;
    QLabel *m_note;
    QWidget *m_answers;
    QPushButton *m_delete;
    QPushButton *m_keep;
    int m_days = 0;
    std::optional<int> m_wish; ///< Waits for a yes.
    std::optional<int> m_older; ///< Runs that the wish would delete.
    bool m_isCounted = false;
};

} // namespace triptych
