// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1String>

/// Why something was not sent as asked. English; core/text translates these.
namespace triptych::ledger_reason {

constexpr QLatin1String refusedByModel("the model refuses this parameter");
constexpr QLatin1String notInProtocol("the protocol has no such parameter");
constexpr QLatin1String aboveModelLimit("above the model's limit");
constexpr QLatin1String aboveRange("above what the provider takes");
constexpr QLatin1String outsideRange("outside of what the provider takes");
constexpr QLatin1String fixedSampling("the provider takes only its default");
constexpr QLatin1String doesNotReason("the model does not reason");
constexpr QLatin1String nearestEffort("the model has no such effort; the nearest one is sent");
constexpr QLatin1String alwaysReasons("the model cannot turn reasoning off");
constexpr QLatin1String cannotSayOff("the protocol has no word for no reasoning");
constexpr QLatin1String switchOnly("the provider only turns reasoning on or off");
constexpr QLatin1String budgetInstead("the reasoning budget is sent instead");
constexpr QLatin1String budgetBelowMaximum("a reasoning budget lies between 1024 and the maximum of tokens");
constexpr QLatin1String whileReasoning("not possible while the model reasons");
constexpr QLatin1String demandedMaximum("the protocol demands a maximum");
constexpr QLatin1String toolsOrReasoning("over this protocol the model takes tools only while it does not reason");
constexpr QLatin1String noTools("the model cannot call tools");
constexpr QLatin1String noImages("the model cannot see images");
constexpr QLatin1String noDocuments("the model cannot read documents");
constexpr QLatin1String noSuchMedia("the protocol does not take this kind of file");
constexpr QLatin1String noSchemas("the model cannot keep to a schema");
constexpr QLatin1String jsonOnly("the provider promises JSON but no schema; the prompt says which");
constexpr QLatin1String noMarks("over this protocol no cache marks are sent");
constexpr QLatin1String fourMarks("the provider takes four marks; the last four are sent");
constexpr QLatin1String otherDialect("only another protocol knows this content");
constexpr QLatin1String beginsWithUser("the protocol wants the user to speak first");
constexpr QLatin1String toolsOfEarlierTurns("the protocol demands the tools that earlier turns used");
constexpr QLatin1String notJson("the arguments are no JSON object");

} // namespace triptych::ledger_reason
