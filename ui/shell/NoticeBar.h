// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>
#include <functional>
#include <vector>

class QBoxLayout;
class QHBoxLayout;
class QLabel;

namespace triptych {

class Theme;

/// One row that says what happened or asks, inside the window, and goes when it is answered. Nothing waits for it. What
/// comes later lies over what came before; a source has one notice at a time. Where there is little width the choices
/// stand below.
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
    void warn(const QString &source, const QString &sentence); ///< Replaces what this source said before.
    void hide(); ///< All of it.
    void hide(const QString &source); ///< What this source said, and nothing else.

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Notice
    {
        QString source = {};
        QString text = {};
        std::vector<Choice> choices = {}; ///< None: "Dismiss".
        bool isWarning = false;
    };

    void add(Notice notice);
    void remove(const QString &source);
    void showLast();
    void addButton(const Choice &choice, const QString &source);

    const Theme &m_theme;
    QBoxLayout *m_row;
    QHBoxLayout *m_answers;
    QLabel *m_text;
    std::vector<QWidget *> m_buttons;
    std::vector<Notice> m_notices; ///< The last one is shown.
};

} // namespace triptych
