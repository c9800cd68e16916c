// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret/Secret.h"
#include "ui/gateway/ClientText.h"
#include "ui/shell/SheetDialog.h"

class QLabel;
class QListWidget;
class QPlainTextEdit;

namespace triptych {

/// What to paste into each program so that it uses the gateway. With a token that was just made, copying puts it in.
class ConnectDialog final : public SheetDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectDialog)

public:
    ConnectDialog(const Theme &theme, quint16 port, Secret token, QWidget *parent = nullptr);

private:
    void buildSheet(const Theme &theme);
    void show(int place);
    QString noteOf(const ClientText &text) const;

    const quint16 m_port;
    const Secret m_token;
    const std::vector<ClientGuide> m_guides;
    QListWidget *m_list;
    QLabel *m_title;
    QLabel *m_steps;
    QPlainTextEdit *m_text;
    QLabel *m_note;
    QPushButton *m_copy;
};

} // namespace triptych
