// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

class QInputMethodEvent;
class QsciScintilla;

namespace triptych {

/// What an input method is composing, shown inside a Scintilla document but no part of its committed text, undo history
/// or dirty mark. While it lasts, bytes [start, start + length) of the document are pre-edit text. A selection is
/// replaced on commit only.
class Composition final
{
public:
    explicit Composition(QsciScintilla &view);

    bool isActive() const { return m_length > 0; }
    void apply(const QInputMethodEvent &event);
    /// Takes the pre-edit text out again; for a click elsewhere or the loss of focus.
    void cancel();
    /// The document's bytes without the pre-edit ones.
    QByteArray committed(QByteArray bytes) const;
    /// The position of committed text that a position of the document stands for.
    int committedPosition(int position) const;

private:
    void commit(const QInputMethodEvent &event);
    void show(const QInputMethodEvent &event);

    QsciScintilla &m_view;
    int m_start = 0;
    int m_length = 0;
    int m_anchor = 0; ///< Selection at the start, to be replaced on commit or given back on cancel.
    int m_caret = 0;
};

} // namespace triptych
