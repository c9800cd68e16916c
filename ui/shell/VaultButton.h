// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QToolButton>

namespace triptych {

class Theme;

/// The state of the vault in the header; a click is for the credentials.
class VaultButton final : public QToolButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VaultButton)

public:
    enum class State : quint8 { None, Locked, Unlocked };

    explicit VaultButton(const Theme &theme, QWidget *parent = nullptr);

    State state() const { return m_state; }
    void setState(State state);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    const Theme &m_theme;
    State m_state = State::None;
};

} // namespace triptych
