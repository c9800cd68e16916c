// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/signin/SignInCode.h"

#include <QDeadlineTimer>
#include <QTimer>
#include <QWidget>

class QPushButton;

namespace triptych {

class Theme;
class ThemedLabel;

/// The code of a sign-in, large, with the page where it is typed and the time that is left. Nothing is opened unless
/// asked for.
class SignInCodePart final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SignInCodePart)

public:
    explicit SignInCodePart(const Theme &theme, QWidget *parent = nullptr);

    void present(const SignInCode &code);
    void stop(); ///< The time no longer counts.

Q_SIGNALS:
    void pageRequested(const QUrl &page);

protected:
    void changeEvent(QEvent *event) override;

private:
    void copy();
    void applyFont();
    void showTime();
    void retranslate();

    const Theme &m_theme;
    SignInCode m_code;
    QDeadlineTimer m_end;
    QTimer m_second;
    bool m_isCopied = false;
    ThemedLabel *m_codeCaption;
    ThemedLabel *m_codeLabel;
    QPushButton *m_copy;
    ThemedLabel *m_pageCaption;
    ThemedLabel *m_pageLabel;
    QPushButton *m_open;
    ThemedLabel *m_status;
};

} // namespace triptych
