// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace triptych {

class Theme;

/// One model of the hand list: its id, and the model whose limits and rules hold for it.
class ModelRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ModelRow)

public:
    ModelRow(const Theme &theme, const QString &id, const QString &base, QWidget *parent = nullptr);

    QString id() const;
    QString base() const; ///< "provider/model", or empty.

Q_SIGNALS:
    void changed();
    void listPasted(const QStringList &ids); ///< Several lines came into the field of the id; it keeps the first.
    void removalRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void judgeId();
    void retranslate();
    void applyTheme();

    const Theme &m_theme;
    QLineEdit *m_id;
    QLineEdit *m_base;
    QToolButton *m_remove;
};

} // namespace triptych
