// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QUrl>
#include <QWidget>

class QComboBox;
class QLineEdit;

namespace triptych {

class Theme;
class ThemedLabel;

/// The address of a server that no preset describes, its name, and what it speaks.
class AddressForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AddressForm)

public:
    explicit AddressForm(const Theme &theme, QWidget *parent = nullptr);

    void present(const QString &baseUrl, const QString &label, const QString &dialect);
    QUrl address() const; ///< Invalid until it can be one.
    QString baseUrl() const; ///< As typed.
    QString label() const; ///< The host where none was given.
    QString dialect() const;

Q_SIGNALS:
    void changed();
    void dialectChosen();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QLineEdit *m_address;
    QLineEdit *m_label;
    QComboBox *m_dialect;
    ThemedLabel *m_addressCaption;
    ThemedLabel *m_labelCaption;
    ThemedLabel *m_dialectCaption;
};

} // namespace triptych
