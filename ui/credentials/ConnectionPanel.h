// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/credentials/ConnectionTest.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace triptych {

class CheckRow;
class Theme;

/// "Test connection" and what came of it: a row for each step, as it is reached. A second press stops the test.
class ConnectionPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionPanel)

public:
    using Subject = std::function<TestSubject()>;

    ConnectionPanel(const Theme &theme, Subject subject, QWidget *parent = nullptr);

    void setStarter(StartConnectionTest start); ///< Without one the panel stays hidden.
    void setReady(bool isReady); ///< There is something to test.
    void forget(); ///< What was tested is not what stands there any more.

protected:
    void changeEvent(QEvent *event) override;

private:
    void startOrStop();
    void show(const ConnectionReport &report);
    void retranslate();

    const Theme &m_theme;
    const Subject m_subject;
    StartConnectionTest m_start;
    std::shared_ptr<void> m_running;
    ConnectionReport m_report;
    std::vector<CheckRow *> m_rows;
    QVBoxLayout *m_list;
    QPushButton *m_button;
    bool m_isReady = false;
};

} // namespace triptych
