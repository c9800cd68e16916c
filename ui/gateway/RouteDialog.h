// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/routes/GatewayConfig.h"
#include "ui/credentials/CredentialDialog.h"

#include <functional>

class QLineEdit;

namespace triptych {

class SegmentedSwitch;
class TargetRow;

/// A route: its name, the models it leads to, and what is set for all of them. Needs no vault.
class RouteDialog final : public CredentialDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteDialog)

public:
    using Check = std::function<Result<>(const Route &)>; ///< Whether it may be saved.

    /// One without a name is new.
    RouteDialog(const Theme &theme, Vault &vault, const Route &route, Check check, QWidget *parent = nullptr);

Q_SIGNALS:
    void routeAccepted(const triptych::Route &route);

protected:
    void submit() override;
    bool canSubmit() const override;
    void retranslate() override;

private:
    void addTarget(const RouteTarget &target);
    void removeTarget(TargetRow *row);
    void showTargets();
    Result<Route> route() const;

    const bool m_isNew;
    const Check m_check;
    QLineEdit *m_name;
    SegmentedSwitch *m_choice;
    QVBoxLayout *m_targetColumn;
    std::vector<TargetRow *> m_targets;
    QPushButton *m_addTarget;
    QLineEdit *m_defaults;
    QLineEdit *m_fixed;
    ThemedLabel *m_nameCaption;
    ThemedLabel *m_choiceCaption;
    ThemedLabel *m_defaultsCaption;
    ThemedLabel *m_fixedCaption;
};

} // namespace triptych
