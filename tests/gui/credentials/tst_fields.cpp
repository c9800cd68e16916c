// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/credentials/CredentialsBench.h"
#include "ui/credentials/AddKeyDialog.h"
#include "ui/credentials/FieldsDialog.h"
#include "ui/credentials/KeysDialog.h"

#include <QLineEdit>
#include <QSignalSpy>

using namespace triptych;
using Values = QMap<QString, QString>;

namespace {

ProviderChoice openAi(const QString &organization = {})
{
    return {.id = QStringLiteral("openai"),
            .label = QStringLiteral("OpenAI"),
            .baseUrl = QStringLiteral("https://{region}.openai.test/v1"),
            .fields = {{QStringLiteral("region"), QStringLiteral("Region"), QStringLiteral("eu")},
                       {QStringLiteral("organization"), QStringLiteral("Organization ID"), organization}}};
}

} // namespace

/// What goes with a key: entered with it, seen and changed afterwards.
class TestFields : public QObject, private CredentialsBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openHome(); }
    void cleanup() { closeHome(); }

    void anIdIsEnteredWithTheKey();
    void showsTheIdBesideTheKey();
    void changesAndEmptiesAnId();
    void warnsWhenTheAddressMoves();
    void refusesWhatNoHeaderCarries();
};

void TestFields::anIdIsEnteredWithTheKey()
{
    QVERIFY(makeVault());
    auto dialog = open<AddKeyDialog>(std::vector {openAi()});
    QSignalSpy chosen(dialog, &AddKeyDialog::fieldsChosen);
    type(*dialog, "field_organization", QStringLiteral(" org-1 "));
    type(*dialog, "keyField", QStringLiteral("sk-0123456789Qf3A"));
    click(*dialog, "primaryButton");
    QTRY_COMPARE(chosen.size(), 1);
    QCOMPARE(
        chosen[0][1].value<Values>(),
        (Values {{QStringLiteral("region"), QString()}, {QStringLiteral("organization"), QStringLiteral("org-1")}}));
}

void TestFields::showsTheIdBesideTheKey()
{
    QVERIFY(makeVault());
    m_vault->addKey({.provider = QStringLiteral("openai"), .origins = {QStringLiteral("https://eu.openai.test:443")}},
                    secretOf("sk-0123456789Qf3A"), [](const Result<> &) {});
    QTRY_COMPARE(m_vault->keys().size(), 1u);
    auto dialog = open<KeysDialog>(std::vector {openAi(QStringLiteral("org-1"))});
    QSignalSpy wanted(dialog, &KeysDialog::fieldsRequested);
    QVERIFY2(said(*dialog, "keyFacts").contains(QStringLiteral("Organization ID org-1")),
             qPrintable(said(*dialog, "keyFacts")));
    click(*dialog, "editFieldsButton");
    QCOMPARE(wanted.value(0).value(0).toString(), QStringLiteral("openai"));
    dialog = open<KeysDialog>(std::vector<ProviderChoice> {{.id = QStringLiteral("openai")}});
    QVERIFY(!child<QWidget>(*dialog, "editFieldsButton")->isVisible());
}

void TestFields::changesAndEmptiesAnId()
{
    auto dialog = open<FieldsDialog>(openAi(QStringLiteral("org-1")));
    QSignalSpy chosen(dialog, &FieldsDialog::fieldsChosen);
    dialog->focusField(QStringLiteral("organization"));
    auto *field = child<QLineEdit>(*dialog, "field_organization");
    QTRY_VERIFY(field->hasFocus());
    QCOMPARE(field->selectedText(), QStringLiteral("org-1")); // the next key replaces it
    QTest::keyClick(field, Qt::Key_Delete);
    click(*dialog, "primaryButton");
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][1].value<Values>().value(QStringLiteral("organization"), QStringLiteral("?")), QString());
    QVERIFY(!dialog || !dialog->isVisible());
}

void TestFields::warnsWhenTheAddressMoves()
{
    auto dialog = open<FieldsDialog>(openAi());
    QCOMPARE(said(*dialog, "destinationLabel"), QString());
    type(*dialog, "field_region", QStringLiteral("us"));
    QVERIFY(said(*dialog, "destinationLabel").startsWith(QStringLiteral("Sent to us.openai.test from then on")));
}

void TestFields::refusesWhatNoHeaderCarries()
{
    auto dialog = open<FieldsDialog>(openAi());
    child<QLineEdit>(*dialog, "field_organization")->setText(QStringLiteral("机构"));
    QVERIFY(!primary(*dialog)->isEnabled());
    QVERIFY(!said(*dialog, "fault_organization").isEmpty());
    child<QLineEdit>(*dialog, "field_organization")->setText(QStringLiteral("org-1"));
    QVERIFY(primary(*dialog)->isEnabled());
    QCOMPARE(said(*dialog, "fault_organization"), QString());
    QVERIFY(!isHeaderText(QStringLiteral("org-1\r\nX-Other: 1")));
}

QTEST_MAIN(TestFields)
#include "tst_fields.moc"
