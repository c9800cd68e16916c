// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTabBar;
class QToolButton;

namespace triptych {

class CallsPage;
class NoticeBar;
class RoutesPage;
class TapPage;
class Theme;
class ThemedLabel;
class TokensPage;

/// How the gateway stands.
struct GatewaySight
{
    bool isRunning = false;
    quint16 port = 0; ///< Where it listens, or would.
    QDateTime since = {};
    qsizetype calls = 0; ///< Under way.
    int connections = 0;
    int keys = 1; ///< Key pairs whose tokens it takes.
};

/// The panel of the gateway: whether it runs and where, its routes, tokens and calls. Lives on the GUI thread.
class GatewayPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayPanel)

public:
    enum class Page : quint8 { Routes, Tokens, Calls, Tap };

    explicit GatewayPanel(const Theme &theme, QWidget *parent = nullptr);

    void setSight(const GatewaySight &sight);
    Page page() const;
    void showPage(Page page);

    RoutesPage &routes() const { return *m_routes; }
    TokensPage &tokens() const { return *m_tokens; }
    CallsPage &calls() const { return *m_calls; }
    TapPage &tap() const { return *m_tap; }
    NoticeBar &notice() const { return *m_notice; }

    QSize sizeHint() const override { return {420, 600}; }
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void startRequested(quint16 port);
    void stopRequested();
    void connectRequested();
    void pageChanged();
    void shown(bool isShown);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildState();
    void buildPages();
    void retranslate();
    QString stateText() const;
    QString address() const;

    const Theme &m_theme;
    GatewaySight m_sight;
    NoticeBar *m_notice;
    QWidget *m_state;
    QLineEdit *m_address;
    QToolButton *m_copy;
    QLabel *m_portCaption;
    QSpinBox *m_port;
    QPushButton *m_switch;
    ThemedLabel *m_line;
    QPushButton *m_connect;
    QTabBar *m_tabs;
    RoutesPage *m_routes;
    TokensPage *m_tokens;
    CallsPage *m_calls;
    TapPage *m_tap;
};

} // namespace triptych
