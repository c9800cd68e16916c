// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace triptych {

class Theme;
class ThemedLabel;

/// What is merged into every request.
class RequestForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestForm)

public:
    explicit RequestForm(const Theme &theme, QWidget *parent = nullptr);

    void present(const QString &body);
    QString body() const;

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void applyTheme();

    const Theme &m_theme;
    QPlainTextEdit *m_body;
    ThemedLabel *m_bodyCaption;
};

} // namespace triptych
