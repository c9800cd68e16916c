// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMap>
#include <QWidget>

class QLabel;
class QPushButton;

namespace triptych {

class Actions;
class SegmentedSwitch;
class Theme;
class VariableField;

enum class TokenSource : quint8 { Estimate, Provider };

/// The strip under the prompt: a field for each variable, the tokens, what a run may cost; at the right Rendered or
/// Source and Add lane.
class StripWidget final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StripWidget)

public:
    StripWidget(const Theme &theme, const Actions &actions, QWidget *parent = nullptr);

    /// Fields for these names, in this order; `values` are typed ones, `defaults` the document's.
    void setVariables(const QStringList &names, const QMap<QString, QString> &values,
                      const QMap<QString, QString> &defaults);
    /// An estimate is shown behind "≈"; `files` is how many attachments it leaves out.
    void setTokens(qint64 tokens, TokenSource source, int files = 0);
    /// As it is to be read ("$0.00810 – 0.0276"); empty: not known, nothing is shown.
    void setEstimate(const QString &cost);
    void focusVariables(); ///< The first field, if the prompt has variables.

Q_SIGNALS:
    void variableEdited(const QString &name, const QString &value);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();
    void applyTheme();

    const Theme &m_theme;
    const Actions &m_actions;
    QWidget *m_left;
    std::vector<VariableField *> m_fields;
    QLabel *m_hint;
    QLabel *m_tokens;
    QLabel *m_estimate;
    SegmentedSwitch *m_view;
    QPushButton *m_addLane;
    qint64 m_tokenCount = 0;
    TokenSource m_tokenSource = TokenSource::Estimate;
    int m_files = 0;
    QString m_cost;
};

} // namespace triptych
