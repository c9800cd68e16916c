# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The proxy of the article that Triptych began with, line for line what it does; only whom it asks comes from outside."""

import os

import requests
from flask import Flask, request

app = Flask(__name__)


@app.route("/proxy/claude", methods=["POST"])
def proxy_claude():
    try:
        asked = request.json
        payload = {
            "prompt": f"{asked['code']}\n{asked['comment']}",
            "organization_id": os.getenv("CLAUDE_ORG_ID"),
            "max_tokens": 500,
        }
        headers = {"x-api-key": os.getenv("CLAUDE_API_KEY"), "Content-Type": "application/json"}
        response = requests.post(os.environ["BENCH_COMPLETIONS"], json=payload, headers=headers)
        return {"response": response.json()["completion"], "usage": response.json()["usage"]}
    except Exception as e:
        return {"error": str(e)}, 500
