// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QDateEdit;

namespace triptych {

class Theme;

/// Two days, the first never behind the last.
class DateRangeDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DateRangeDialog)

public:
    explicit DateRangeDialog(const Theme &theme, QWidget *parent = nullptr);

    QDate from() const;
    QDate to() const;

private:
    QDateEdit *addDate(const Theme &theme, const char *name, const QString &label);

    QDateEdit *m_from;
    QDateEdit *m_to;
};

} // namespace triptych
