// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/credentials/ProviderChoice.h"

#include <QWidget>

class QLineEdit;

namespace triptych {

class Theme;
class ThemedLabel;

/// What a provider wants beside the key, a line each: organisation, region … An empty line of the address means the
/// value that it shows as a hint; an empty line of a header means that it is not sent.
class FieldsForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldsForm)

public:
    explicit FieldsForm(const Theme &theme, QWidget *parent = nullptr);

    void show(const ProviderChoice &choice);
    void clear();
    bool isEmpty() const { return m_rows.empty(); }
    QMap<QString, QString> values() const; ///< By field id, without blanks at the ends.
    bool isSound() const; ///< Nothing that a header cannot carry.
    void focusField(const QString &id);

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Row
    {
        ProviderField field;
        ThemedLabel *caption;
        QLineEdit *line;
        ThemedLabel *fault;
    };
    Row newRow(const ProviderChoice &choice, const ProviderField &field);
    void judge(const Row &row);
    void retranslate();

    const Theme &m_theme;
    std::vector<Row> m_rows;
};

} // namespace triptych
