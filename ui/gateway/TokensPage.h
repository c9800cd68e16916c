// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/gateway/RowPage.h"

class QAction;
class QMenu;

namespace triptych {

class NoticeBar;

/// Who may call, newest first; a row's id is the token's.
class TokensPage final : public RowPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokensPage)

public:
    explicit TokensPage(const Theme &theme, QWidget *parent = nullptr);

    void ask(const QString &question, const QString &yes, std::function<void()> agreed);
    void tell(const QString &sentence);
    void setRevocable(bool isRevocable); ///< The one that is chosen.

Q_SIGNALS:
    void newRequested();
    void revokeRequested(const QString &id);
    void newKeysRequested();
    void importKeysRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    NoticeBar *m_question;
    QPushButton *m_new;
    QPushButton *m_revoke;
    QPushButton *m_keys;
    QMenu *m_keysMenu;
    QAction *m_newKeys;
    QAction *m_importKeys;
};

} // namespace triptych
