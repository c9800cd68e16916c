// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QPointer>

class QDialog;
class QUrl;
class QWidget;

namespace triptych {

class Session;
class Theme;
struct NewProvider;

/// Opens the dialogs about keys and carries what they ask for: new servers, fields of a provider, locking. Lives on the
/// GUI thread.
class CredentialsController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CredentialsController)

public:
    CredentialsController(Session &session, const Theme &theme, QWidget &window, QObject *parent = nullptr);

    void addKey(const QString &provider); ///< Empty: a server of any address.
    /// What goes with a provider's key; `field` is the id of the one to begin with.
    void editFields(const QString &provider, const QString &field = {});
    void unlock();
    void showKeys();
    void lockOrUnlock(); ///< What Ctrl+L does.
    void openVault(); ///< What the button in the header does: shows the keys, or what has to come before.

Q_SIGNALS:
    void problem(const QString &sentence);
    void linkRequested(const QUrl &url);

private:
    void present(QDialog *dialog);
    void addProvider(const NewProvider &provider);
    void keepFields(const QString &provider, const QMap<QString, QString> &values);

    Session &m_session;
    const Theme &m_theme;
    QWidget &m_window;
    QPointer<QDialog> m_dialog; ///< One at a time.
};

} // namespace triptych
