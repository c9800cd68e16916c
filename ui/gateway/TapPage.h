// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/gateway/GatewayRow.h"

#include <QWidget>
#include <vector>

class QCheckBox;
class QLabel;
class QPushButton;
class QSplitter;

namespace triptych {

class AnswerView;
class RowPage;
class Theme;

/// What is said through the gateway while Tap is on: the calls, and the words of the chosen one as they come.
class TapPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TapPage)

public:
    explicit TapPage(const Theme &theme, QWidget *parent = nullptr);

    void setTapped(bool isTapped);
    void setRows(std::vector<GatewayRow> rows);
    QString currentId() const;
    void setCurrentId(const QString &id);
    void setText(const QString &text, bool isWriting); ///< Of the chosen call.
    void appendText(const QString &piece);

Q_SIGNALS:
    void tapToggled(bool isOn);
    void currentChanged();
    void forkRequested(const QString &id);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showState();
    void retranslate();

    QCheckBox *m_tap;
    QLabel *m_note;
    QSplitter *m_parts;
    RowPage *m_calls;
    QPushButton *m_fork;
    AnswerView *m_text;
};

} // namespace triptych
