// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/CredentialDialog.h"

#include "core/text/ErrorText.h"
#include "ui/credentials/VaultPart.h"
#include "ui/shell/Theme.h"

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>
#include <algorithm>

namespace triptych {

namespace {

constexpr int margin = 24;
constexpr int titleBar = 32; // until the real one is known
constexpr std::chrono::milliseconds countdownStep {200};
constexpr std::chrono::milliseconds motionStep {40};

void setEnabledIn(const QLayout &layout, bool isEnabled)
{
    for (int i = 0; i < layout.count(); ++i) {
        if (QWidget *widget = layout.itemAt(i)->widget())
            widget->setEnabled(isEnabled);
        else if (const QLayout *inner = layout.itemAt(i)->layout())
            setEnabledIn(*inner, isEnabled);
    }
}

} // namespace

CredentialDialog::CredentialDialog(const Theme &theme, Vault &vault, const QString &name, QWidget *parent)
    : QDialog(parent),
      m_theme(theme),
      m_vault(vault),
      m_title(new ThemedLabel(theme, ThemedLabel::Kind::Title, this)),
      m_intro(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_body(new QVBoxLayout),
      m_problem(new ThemedLabel(theme, ThemedLabel::Kind::Failure, this)),
      m_advice(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_restore(new QPushButton(this)),
      m_progress(new QProgressBar(this)),
      m_close(new QPushButton(this)),
      m_primary(new QPushButton(this))
{
    setObjectName(name);
    setAttribute(Qt::WA_DeleteOnClose);
    m_title->setObjectName(QStringLiteral("titleLabel"));
    m_intro->setObjectName(QStringLiteral("introLabel"));
    m_problem->setObjectName(QStringLiteral("problemLabel"));
    m_advice->setObjectName(QStringLiteral("adviceLabel"));
    m_restore->setObjectName(QStringLiteral("restoreBackupButton"));
    m_progress->setObjectName(QStringLiteral("busyBar"));
    m_close->setObjectName(QStringLiteral("closeButton"));
    m_primary->setObjectName(QStringLiteral("primaryButton"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    QSizePolicy keepsItsPlace = m_progress->sizePolicy(); // or the dialog would jump when it comes
    keepsItsPlace.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(keepsItsPlace);
    m_restore->setAutoDefault(false);
    m_close->setAutoDefault(false);
    m_primary->setDefault(true);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_primary);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin - 4, margin, margin - 4);
    column->setSpacing(8);
    column->setSizeConstraint(QLayout::SetFixedSize); // grows and shrinks with what it has to say
    column->addStrut(contentWidth);
    column->addWidget(m_title);
    column->addWidget(m_intro);
    column->addSpacing(8);
    column->addLayout(m_body);
    m_body->setSpacing(4);
    column->addWidget(m_problem);
    column->addWidget(m_advice);
    column->addWidget(m_restore, 0, Qt::AlignLeft);
    column->addWidget(m_progress);
    column->addLayout(buttons);

    connect(m_primary, &QPushButton::clicked, this, [this] {
        if (!m_isBusy && canSubmit())
            submit();
    });
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_restore, &QPushButton::clicked, this, &CredentialDialog::restoreBackup);
    connect(&m_motion, &QTimer::timeout, m_progress, qOverload<>(&QWidget::update));
    connect(&m_delayTimer, &QTimer::timeout, this, &CredentialDialog::refresh);
    clearProblem();
    m_progress->setVisible(false);
}

void CredentialDialog::reject()
{
    if (m_isBusy && !m_isUnlocking)
        return;
    if (m_isBusy)
        m_vault.lock();
    QDialog::reject();
}

void CredentialDialog::setWords(const QString &title, const QString &intro, const QString &primary)
{
    setWindowTitle(title);
    m_title->setText(title);
    m_intro->setText(intro);
    m_intro->setVisible(!intro.isEmpty());
    m_primaryText = primary;
    m_primary->setVisible(!primary.isEmpty());
    (primary.isEmpty() ? m_close : m_primary)->setDefault(true); // Enter does what is filled
    m_close->setText(tr("Cancel"));
    m_restore->setText(tr("Use the newest backup"));
    m_progress->setAccessibleName(tr("The vault is at work"));
    refresh();
}

ThemedLabel *CredentialDialog::addField(QVBoxLayout &column, QWidget &field, const QString &name)
{
    auto *caption = new ThemedLabel(m_theme, ThemedLabel::Kind::Caption, field.parentWidget());
    caption->setBuddy(&field);
    field.setObjectName(name);
    column.addWidget(caption);
    column.addWidget(&field);
    column.addSpacing(8);
    return caption;
}

void CredentialDialog::refresh()
{
    const auto left = std::chrono::ceil<std::chrono::seconds>(m_vault.delay()).count();
    const bool mustWait = left > 0 && !m_isBusy;
    if (!mustWait)
        m_delayTimer.stop();
    m_primary->setText(mustWait ? tr("Wait %n s", nullptr, int(left)) : m_primaryText);
    m_primary->setEnabled(!m_isBusy && !mustWait && canSubmit());
}

void CredentialDialog::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    m_isUnlocking = false;
    m_close->setEnabled(!isBusy);
    m_progress->setVisible(isBusy);
    isBusy && !m_theme.reducesMotion() ? m_motion.start(motionStep) : m_motion.stop();
    setEnabledIn(*m_body, !isBusy);
    refresh();
}

void CredentialDialog::showProblem(const QString &what, const QString &advice)
{
    m_problem->setKind(ThemedLabel::Kind::Failure);
    m_problem->setText(what);
    m_problem->setVisible(true);
    m_advice->setText(advice);
    m_advice->setVisible(!advice.isEmpty());
}

void CredentialDialog::showNotice(const QString &text)
{
    showProblem(text);
    m_problem->setKind(ThemedLabel::Kind::Text);
}

void CredentialDialog::showError(const Error &error)
{
    Error plain = error;
    plain.retryAfter.reset(); // the button counts it down
    const ErrorSentence sentence = describe(plain);
    showProblem(sentence.what, sentence.advice);
    if (error.cause == QLatin1String("vault.damaged"))
        offerBackup();
    if (error.cause == QLatin1String("vault.password"))
        waitOutDelay();
}

void CredentialDialog::clearProblem()
{
    m_problem->setVisible(false);
    m_advice->setVisible(false);
    m_restore->setVisible(false);
}

void CredentialDialog::waitOutDelay()
{
    refresh();
    if (m_vault.delay() > std::chrono::milliseconds::zero())
        m_delayTimer.start(countdownStep);
}

void CredentialDialog::offerBackup()
{
    m_backup = m_vault.newestBackup();
    m_restore->setVisible(!m_backup.isEmpty());
    if (m_backup.isEmpty())
        m_advice->setText(tr("There is no backup that opens. The file stays as it is."));
    else
        m_advice->setText(tr("%1 is the newest good backup. The damaged file is kept beside it.")
                              .arg(QFileInfo(m_backup).fileName()));
}

void CredentialDialog::restoreBackup()
{
    clearProblem();
    setBusy(true);
    m_vault.restoreBackup(m_backup, whenDone([this] {
                              showNotice(tr("The backup is in its place. Unlock it with its password."));
                              for (SecretField *field : findChildren<SecretField *>()) {
                                  if (field->isVisible())
                                      return field->setFocus(); // to type it right away
                              }
                          }));
}

Vault::Finished CredentialDialog::whenDone(std::function<void()> next)
{
    return [dialog = QPointer(this), next = std::move(next)](const Result<> &result) {
        if (!dialog)
            return;
        dialog->setBusy(false);
        if (result)
            next();
        else if (result.error().kind != ErrorKind::Cancelled)
            dialog->showError(result.error());
        if (dialog)
            dialog->refresh();
    };
}

void CredentialDialog::createThen(const SecretField &password, std::function<void()> next)
{
    clearProblem();
    setBusy(true);
    m_vault.create(password.value(), whenDone(std::move(next)));
}

void CredentialDialog::openVaultThen(const VaultPart &part, std::function<void()> next)
{
    switch (m_vault.state()) {
    case VaultState::Absent: return createThen(part.newPassword(), std::move(next));
    case VaultState::Locked: return unlockThen(part.password(), std::move(next));
    case VaultState::Opening: return;
    case VaultState::Unlocked: return next();
    }
}

void CredentialDialog::unlockThen(SecretField &password, std::function<void()> next)
{
    clearProblem();
    setBusy(true);
    m_isUnlocking = true;
    m_close->setEnabled(true);
    const auto done = whenDone(std::move(next));
    m_vault.unlock(password.value(), [field = QPointer(&password), done](const Result<> &result) {
        if (field)
            field->clear(); // a wrong one is typed anew, a right one is no longer needed
        done(result);
        if (field && !result)
            field->setFocus();
    });
}

void CredentialDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

int CredentialDialog::mostHeight() const
{
    return screen()->availableGeometry().height() - std::max(titleBar, frameGeometry().height() - height());
}

/// It grows at its lower edge, which must not take the buttons off the screen.
void CredentialDialog::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    const QRect screenRect = screen()->availableGeometry();
    const int over = frameGeometry().bottom() - screenRect.bottom();
    if (over > 0 && isVisible())
        move(x(), std::max(screenRect.top(), y() - over));
}

void CredentialDialog::showEvent(QShowEvent *event)
{
    waitOutDelay();
    QDialog::showEvent(event);
}

} // namespace triptych
