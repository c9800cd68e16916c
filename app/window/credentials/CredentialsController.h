// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/credentials/ConnectionTest.h"
#include "ui/credentials/ProviderChoice.h"

#include <QObject>
#include <QPointer>
#include <functional>

class QDialog;
class QUrl;
class QWidget;

namespace triptych {

class Session;
class Theme;
struct NewProvider;
struct ProviderPreset;

/// Opens the dialogs about keys and carries what they ask for: new servers, fields of a provider, locking. Lives on the
/// GUI thread.
class CredentialsController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CredentialsController)

public:
    CredentialsController(Session &session, const Theme &theme, QWidget &window, QObject *parent = nullptr);

    void addKey(const QString &provider); ///< Empty: a server of any address.
    /// Its settings: all of them for a provider of the person's own, else what goes with its key and how it is reached;
    /// empty: a new one.
    void editProvider(const QString &provider);
    /// What goes with a provider's key; `field` is the id of the one to begin with.
    void editFields(const QString &provider, const QString &field = {});
    void signInToCopilot(const QString &provider);
    void signInAtProxy(const QUrl &proxy);
    void unlock();
    void showKeys();
    void openVaultThen(const std::function<void()> &next); ///< Asks for what opens it, or makes one, where it has to.
    void lockOrUnlock(); ///< What Ctrl+L does.
    void openVault(); ///< What the button in the header does: shows the keys, or what has to come before.

Q_SIGNALS:
    void problem(const QString &sentence);
    void linkRequested(const QUrl &url);
    void pageRequested(const QUrl &page); ///< As linkRequested, but a person was shown the address and asked for it.

private:
    void present(QDialog *dialog);
    void addServer(const NewProvider &provider);
    void openForm(const ProviderDraft &draft);
    void keepDraft(const ProviderDraft &draft);
    void keepConnection(const QString &provider, const QString &caFile, const QString &proxy);
    StartConnectionTest connectionTest();
    QStringList takenIds() const;
    std::vector<ProviderChoice> choices() const;
    ProviderChoice choiceOf(const ProviderPreset &preset) const;
    void keepFields(const QString &provider, const QMap<QString, QString> &values);

    Session &m_session;
    const Theme &m_theme;
    QWidget &m_window;
    QPointer<QDialog> m_dialog; ///< One at a time.
};

} // namespace triptych
