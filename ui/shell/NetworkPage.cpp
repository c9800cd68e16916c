// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/NetworkPage.h"

#include "core/chat/ProxyAddress.h"
#include "ui/shell/CalmWheel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

namespace triptych {

NetworkPage::NetworkPage(const Theme &theme, const QList<ProviderName> &providers, QWidget *parent)
    : SettingsPage(theme, parent),
      m_mode(new QComboBox(this)),
      m_address(new QLineEdit(this)),
      m_addressNote(nullptr),
      m_signIn(new QPushButton(this)),
      m_signOut(new QPushButton(this)),
      m_addProvider(new QPushButton(this)),
      m_providers(new ProviderList(theme, providers, this))
{
    m_mode->setObjectName(QStringLiteral("proxyModeBox"));
    m_address->setObjectName(QStringLiteral("proxyAddressField"));
    for (const ProxyChoice choice : {ProxyChoice::System, ProxyChoice::None, ProxyChoice::Manual})
        m_mode->addItem(QString(), int(choice));
    CalmWheel::calm(*m_mode);
    m_labels.push_back(addRow(m_mode));
    m_labels.push_back(addRow(m_address));
    m_addressNote = addNote();
    m_addressNote->setObjectName(QStringLiteral("proxyNote"));
    m_labels.push_back(addRow(makeSignIn()));
    addGap();
    m_labels.push_back(addRow(m_providers));
    m_addProvider->setObjectName(QStringLiteral("addProviderButton"));
    m_addProvider->setAutoDefault(false);
    m_labels.push_back(addRow(m_addProvider));
    static_cast<QBoxLayout *>(layout())->setStretch(0, 1); // the list takes what is left

    const auto changed = [this] {
        refresh();
        Q_EMIT edited();
    };
    connect(m_signIn, &QPushButton::clicked, this, [this] { Q_EMIT signInRequested(proxyAddress(m_address->text())); });
    connect(m_signOut, &QPushButton::clicked, this, [this, changed] {
        m_signsIn = false;
        changed();
    });
    connect(m_addProvider, &QPushButton::clicked, this, [this] { Q_EMIT providerRequested({}); });
    connect(m_mode, &QComboBox::activated, this, changed);
    connect(m_address, &QLineEdit::textEdited, this, changed);
    connect(m_providers, &ProviderList::changed, this, &SettingsPage::edited);
    connect(m_providers, &ProviderList::providerRequested, this, &NetworkPage::providerRequested);
    NetworkPage::retranslate();
}

QWidget *NetworkPage::makeSignIn()
{
    m_signIn->setObjectName(QStringLiteral("proxySignInButton"));
    m_signOut->setObjectName(QStringLiteral("proxySignOutButton"));
    auto *buttons = new QWidget(this);
    auto *line = new QHBoxLayout(buttons);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    for (QPushButton *button : {m_signIn, m_signOut}) {
        button->setAutoDefault(false);
        line->addWidget(button);
    }
    line->addStretch();
    return buttons;
}

QString NetworkPage::title() const
{
    return tr("Network");
}

void NetworkPage::present(const Settings &settings)
{
    const QSignalBlocker quiet(this);
    m_mode->setCurrentIndex(m_mode->findData(int(settings.proxy)));
    // What is being typed stays as it is written, while it means the same.
    if (proxyAddress(m_address->text()) != settings.manualProxy)
        m_address->setText(settings.manualProxy.toDisplayString());
    m_signsIn = settings.proxySignsIn;
    m_providers->setRoutes(settings.providerProxy);
    refresh();
}

void NetworkPage::write(Settings &settings)
{
    const auto mode = ProxyChoice(m_mode->currentData().toInt());
    const QUrl address = proxyAddress(m_address->text());
    if (mode != ProxyChoice::Manual || !address.isEmpty())
        settings.proxy = mode;
    if (!address.isEmpty() || m_address->text().trimmed().isEmpty())
        settings.manualProxy = address;
    settings.proxySignsIn = m_signsIn;
    settings.providerProxy = m_providers->routes(settings.providerProxy);
}

QUrl NetworkPage::proxyAddress(const QString &typed)
{
    const QString trimmed = typed.trimmed();
    const QUrl url(trimmed.contains(QLatin1String("://")) ? trimmed : QLatin1String("http://") + trimmed,
                   QUrl::StrictMode);
    return isStorableProxyAddress(url) && url.port() > 0 ? url : QUrl();
}

void NetworkPage::refresh()
{
    const bool isManual = m_mode->currentData().toInt() == int(ProxyChoice::Manual);
    m_address->setEnabled(isManual);
    m_signIn->setEnabled(isManual && !proxyAddress(m_address->text()).isEmpty());
    m_signOut->setVisible(m_signsIn);
    m_signOut->setEnabled(isManual);
    m_signIn->setText(m_signsIn ? tr("Change the sign-in…") : tr("Sign in…"));
    m_signIn->setAccessibleName(m_signIn->text());
    const bool isFaulty = isManual && proxyAddress(m_address->text()).isEmpty();
    const QString form = tr("For example http://127.0.0.1:7890 or socks5://127.0.0.1:1080");
    setFault(m_addressNote,
             isFaulty && !m_address->text().trimmed().isEmpty() ? tr("Not an address. %1").arg(form) : QString(),
             isManual ? form : QString());
}

void NetworkPage::retranslate()
{
    setRowText(m_labels[0], tr("Proxy"), m_mode);
    setRowText(m_labels[1], tr("Address"), m_address);
    setRowText(m_labels[2], tr("Sign-in"), m_signIn);
    setRowText(m_labels[3], tr("Providers"), m_providers);
    setRowText(m_labels[4], QString(), m_addProvider);
    m_signOut->setText(tr("Go without"));
    m_signOut->setAccessibleName(tr("Go without a sign-in"));
    m_addProvider->setText(tr("Add a provider…"));
    m_addProvider->setAccessibleName(m_addProvider->text());
    const QStringList modes {tr("As the system"), tr("None"), tr("By hand")};
    for (int i = 0; i < m_mode->count(); ++i)
        m_mode->setItemText(i, modes[i]);
    m_providers->retranslate();
    refresh();
}

} // namespace triptych
