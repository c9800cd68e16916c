// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The least that a Qt window with text can be: what Triptych's first paint is held against. Ends after its first paint.

#include <QApplication>
#include <QMainWindow>
#include <QTextEdit>
#include <QTimer>

namespace {

class BareWindow final : public QMainWindow
{
protected:
    bool event(QEvent *event) override
    {
        const bool isTaken = QMainWindow::event(event);
        if (event->type() == QEvent::Paint)
            QTimer::singleShot(0, qApp, &QCoreApplication::quit); // once what is painted has been handed over
        return isTaken;
    }
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    BareWindow window;
    window.setCentralWidget(new QTextEdit(&window));
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}
