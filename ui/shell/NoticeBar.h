// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>
#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace triptych {

class Theme;

/// One row that says what happened or asks, inside the window, and goes when it is answered. Nothing waits for it.
class NoticeBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticeBar)

public:
    struct Choice
    {
        QString label = {};
        std::function<void()> chosen = {}; ///< May be empty: the row just goes.
        bool isDefault = false;
    };

    explicit NoticeBar(const Theme &theme, QWidget *parent = nullptr);

    void ask(const QString &question, std::vector<Choice> choices);
    void warn(const QString &sentence); ///< With "Dismiss".

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void present(const QString &text, std::vector<Choice> choices, bool isWarning);

    const Theme &m_theme;
    QHBoxLayout *m_row;
    QLabel *m_text;
    std::vector<QWidget *> m_buttons;
    bool m_isWarning = false;
};

} // namespace triptych
