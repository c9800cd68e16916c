// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/KeysDialog.h"

#include "ui/credentials/KeyRow.h"
#include "ui/shell/Theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

namespace triptych {

namespace {

constexpr int mostListHeight = 360;

/// Of the rows as they wrap in that width.
int heightOf(const QWidget &rows, int width)
{
    const QLayout &layout = *rows.layout();
    return layout.hasHeightForWidth() ? layout.totalHeightForWidth(width) : layout.totalSizeHint().height();
}

} // namespace

KeysDialog::KeysDialog(const Theme &theme, Vault &vault, std::vector<ProviderChoice> providers, QWidget *parent)
    : CredentialDialog(theme, vault, QStringLiteral("keysDialog"), parent),
      m_providers(std::move(providers)),
      m_list(new QScrollArea(this)),
      m_empty(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_notice(new ThemedLabel(theme, ThemedLabel::Kind::Warning, this)),
      m_password(new SecretField(theme, this)),
      m_actions(new QWidget(this)),
      m_add(newButton(QStringLiteral("addKeyButton"))),
      m_change(newButton(QStringLiteral("changePasswordButton"))),
      m_lock(newButton(QStringLiteral("lockButton")))
{
    m_list->setObjectName(QStringLiteral("keyList"));
    m_empty->setObjectName(QStringLiteral("emptyLabel"));
    m_notice->setObjectName(QStringLiteral("noticeLabel"));
    m_list->setWidgetResizable(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    auto *row = new QHBoxLayout(m_actions);
    row->setContentsMargins(0, 8, 0, 0);
    row->setSpacing(8);
    for (QPushButton *button : {m_add, m_change, m_lock})
        row->addWidget(button);
    row->addStretch();

    body().addWidget(m_notice);
    body().addWidget(m_empty);
    body().addWidget(m_list);
    m_passwordCaption = addField(body(), *m_password, QStringLiteral("passwordField"));
    body().addWidget(m_actions);
    connect(m_password, &SecretField::changed, this, &KeysDialog::refresh);
    connect(m_add, &QPushButton::clicked, this, &KeysDialog::addKeyRequested);
    connect(m_change, &QPushButton::clicked, this, &KeysDialog::changePasswordRequested);
    connect(m_lock, &QPushButton::clicked, this, [this] { this->vault().lock(); });
    connect(&vault, &Vault::stateChanged, this, &KeysDialog::showState);
    connect(&vault, &Vault::keysChanged, this, &KeysDialog::showKeys);
    retranslate();
    showKeys();
}

ProviderChoice KeysDialog::providerOf(const KeyInfo &key) const
{
    for (const ProviderChoice &provider : m_providers)
        if (provider.id == key.provider)
            return provider;
    return {.id = key.provider, .label = key.provider};
}

QPushButton *KeysDialog::newButton(const QString &name)
{
    auto *button = new QPushButton(m_actions);
    button->setObjectName(name);
    button->setAutoDefault(false);
    return button;
}

void KeysDialog::submit()
{
    unlockThen(*m_password, [] {});
}

bool KeysDialog::canSubmit() const
{
    return vault().state() == VaultState::Locked && !m_password->isEmpty();
}

QString KeysDialog::noticeText() const
{
    const VaultInfo info = vault().info();
    if (info.isReadOnly)
        return tr("A newer Triptych wrote this vault. Its keys can be used, but not changed.");
    if (info.isRolledBack)
        return tr(
            "This is an older state of the vault than this computer has seen. Keys that were added since are missing.");
    return {};
}

void KeysDialog::showState()
{
    const VaultState state = vault().state();
    const bool isOpen = state == VaultState::Unlocked;
    const bool isLocked = state == VaultState::Locked || state == VaultState::Opening;
    m_list->setVisible(isOpen && !vault().keys().empty());
    m_empty->setVisible(state == VaultState::Absent || (isOpen && vault().keys().empty()));
    m_notice->setText(noticeText());
    m_notice->setVisible(isOpen && !m_notice->text().isEmpty());
    m_passwordCaption->setVisible(isLocked);
    m_password->setVisible(isLocked);
    m_actions->setVisible(!isLocked);
    m_change->setVisible(isOpen);
    m_lock->setVisible(isOpen);
    retranslate();
    if (state == VaultState::Locked)
        m_password->setFocus();
}

void KeysDialog::showKeys()
{
    auto *rows = new QWidget;
    rows->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (const KeyInfo &key : vault().keys()) {
        auto *row = new KeyRow(theme(), key, providerOf(key), rows);
        connect(row, &KeyRow::fieldsRequested, this, [this, id = key.provider] { Q_EMIT fieldsRequested(id); });
        connect(row, &KeyRow::removalConfirmed, this, &KeysDialog::remove);
        connect(row, &KeyRow::heightChanged, this, [this] {
            m_list->widget()->layout()->invalidate();
            fitList();
        });
        column->addWidget(row);
    }
    column->addStretch();
    m_list->setWidget(rows); // deletes the rows from before
    rows->setAutoFillBackground(false);
    rows->installEventFilter(this);
    fitList();
    showState();
}

void KeysDialog::fitList()
{
    QWidget &rows = *m_list->widget();
    int height = heightOf(rows, contentWidth);
    if (height > mostListHeight) // then a scroll bar takes its share of the width
        height = heightOf(rows, contentWidth - style()->pixelMetric(QStyle::PM_ScrollBarExtent));
    rows.setMinimumHeight(height); // what the rows ask for by themselves is for a narrower list
    m_list->setFixedHeight(qMin(height, mostListHeight));
}

bool KeysDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list->widget() && event->type() == QEvent::LayoutRequest) // a row asks, or has asked
        fitList();
    return CredentialDialog::eventFilter(watched, event);
}

void KeysDialog::remove(const QString &id)
{
    clearProblem();
    setBusy(true);
    vault().removeKey(id, whenDone([] {}));
}

void KeysDialog::retranslate()
{
    const bool isLocked = vault().state() == VaultState::Locked || vault().state() == VaultState::Opening;
    setWords(tr("Keys"), isLocked ? tr("The vault is locked.") : QString(), isLocked ? tr("Unlock") : QString());
    closer().setText(tr("Close"));
    m_empty->setText(tr("No keys yet. A key is stored encrypted and is sent only to the provider it belongs to."));
    m_passwordCaption->setText(tr("Password"));
    m_password->setAccessibleName(tr("Password of the vault"));
    m_add->setText(tr("Add a key"));
    m_change->setText(tr("Change the password"));
    m_lock->setText(tr("Lock"));
    m_list->setAccessibleName(tr("Keys in the vault"));
}

} // namespace triptych
