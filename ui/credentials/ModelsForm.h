// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMap>
#include <QStringList>
#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace triptych {

class ModelRow;
class Theme;
class ThemedLabel;

/// The models that a server does not list itself, a row each.
class ModelsForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ModelsForm)

public:
    explicit ModelsForm(const Theme &theme, QWidget *parent = nullptr);

    void present(const QStringList &models, const QMap<QString, QString> &bases);
    QStringList models() const; ///< Without rows in which nothing stands.
    QMap<QString, QString> bases() const; ///< By model, where there is one.

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    ModelRow *add(const QString &id, const QString &base);
    void remove(ModelRow *row);
    void retranslate();

    const Theme &m_theme;
    ThemedLabel *m_intro;
    QVBoxLayout *m_list;
    std::vector<ModelRow *> m_rows;
    QPushButton *m_add;
};

} // namespace triptych
