// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/credentials/SecretField.h"

#include <functional>

class QPushButton;

namespace triptych {

class ThemedLabel;

/// A token that was just made: to be copied alone, or in the address for programs that can send no header.
class TokenView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenView)

public:
    explicit TokenView(const Theme &theme, QWidget *parent = nullptr);

    void present(Secret token, const QString &address, std::function<void(Secret)> connectClient);
    bool isEmpty() const { return m_token->isEmpty(); }
    void retranslate();

private:
    struct Line
    {
        ThemedLabel *caption;
        SecretField *field;
        QPushButton *copy;
    };
    Line addLine(const Theme &theme, const QString &name);

    SecretField *m_token = nullptr;
    Line m_tokenLine;
    Line m_addressLine;
    QPushButton *m_connect;
    std::function<void(Secret)> m_connectClient;
};

} // namespace triptych
