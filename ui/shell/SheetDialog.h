// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QHBoxLayout;
class QPushButton;
class QTreeWidget;
class QVBoxLayout;

namespace triptych {

class Theme;

/// A dialog that is read: a head, a sheet from edge to edge, and a foot with "Close".
class SheetDialog : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SheetDialog)

protected:
    /// `name` is that of the dialog; its button is called the same with "Close" for "Dialog".
    SheetDialog(const Theme &theme, const QString &name, QWidget *parent);

    QVBoxLayout &head() { return *m_head; }
    QHBoxLayout &foot() { return *m_foot; } ///< What is added stands left of "Close".
    void setSheet(QWidget *sheet);
    /// A list that does not unfold, made the sheet.
    QTreeWidget *makeTable(const QStringList &heads);

private:
    const Theme &m_theme;
    QVBoxLayout *m_head;
    QVBoxLayout *m_sheet;
    QHBoxLayout *m_foot;
};

} // namespace triptych
