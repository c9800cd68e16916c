<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ErrorText</name>
    <message>
        <source>%1&#xa0;s</source>
        <comment>seconds</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1&#xa0;min</source>
        <comment>minutes</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A variable of the environment holds one. It is sent to this address after you allow it once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is room again in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>a sentence and its full stop</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>what a provider said</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what happened, and to which thing</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer held bytes that are no text; they are shown as �.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One damaged part of the answer was skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of the server leads to a private address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This answer is not in the history yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the model refuses this parameter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the protocol has no such parameter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>above the model&apos;s limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>above what the provider takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the provider takes only its default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the model does not reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the model has no such effort; the nearest one is sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the model cannot turn reasoning off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the provider only turns reasoning on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the reasoning budget is sent instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a reasoning budget lies between 1024 and the maximum of tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not possible while the model reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the protocol demands a maximum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the model cannot call tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only another protocol knows this content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the arguments are no JSON object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>top p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>top k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>effort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reasoning budget</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LanePresenter</name>
    <message>
        <source>demonstration: 4 M parameters, small Python only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get a real model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer at temperature %1 appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer at temperature %1 appears here, at the same time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This answer appears at the same time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is stored encrypted in the vault and sent to %1 only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llama-server is being built, once for this user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run waits and starts by itself. Other lanes do not wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use another llama-server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local model is being loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault is locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run waits and starts by itself once it is unlocked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Tries again in %1, for the %n. time.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer reached its limit of tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider withheld or cut this answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>the provider&apos;s own words</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped before the first word; the connection is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Stopped after %n tokens; the connection is closed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped; the connection is closed. What came so far is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::AboutDialog</name>
    <message>
        <source>About Triptych</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A workbench for prompting language models side by side. Free software under the GNU General Public License, version 3 or later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Libraries and their licences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::Actions</name>
    <message>
        <source>New prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens an empty prompt in a new tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens a prompt file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes the prompt to its file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes the prompt to another file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives the prompt another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closes the tab; asks if it has changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a GGUF file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds a local model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the keys in the vault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock the vault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forgets the keys until the password is given again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closes the window; unsaved prompts stay as drafts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes the last edit back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes the edit again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moves the selection to the clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inserts what the clipboard holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selects the whole text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searches the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language, theme, fonts, proxy and more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends the prompt to every lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stops every lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to the model search; Enter adds a lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds a lane like the chosen one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rendered or source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows answers as Markdown or as written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows or hides models and history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to the model search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows or hides the latency dashboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to the next tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to the tab before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moves the focus: prompt, lanes, models, dashboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes all text one pixel larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes all text one pixel smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes the size of the system again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts every dock back to its place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists all shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Triptych</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version and licences</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::AddKeyDialog</name>
    <message>
        <source>Choose the password of the vault that holds your keys. It is kept nowhere, so nobody can restore it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault is locked. Its password unlocks it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not encrypted. Plain http is for this machine only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is stored encrypted and sent to this address only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is stored encrypted and sent to %1 only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create vault and add key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock and add key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key (where the server wants one)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label (optional)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label of the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work, private, a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password of the vault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where this provider hands out keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::AddressForm</name>
    <message>
        <source>Address (base URL)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speaks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenAI Chat Completions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anthropic Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the server speaks</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::AnswerView</name>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy this code</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::ChangePasswordDialog</name>
    <message>
        <source>Change the password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups and copies from before still open with the old password. If somebody knows it, replace the keys at their providers too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present password</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::CreateVaultDialog</name>
    <message>
        <source>New vault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One password protects all keys. It is kept nowhere, so nobody can restore it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create vault</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::CredentialDialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the newest backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault is at work</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Wait %n s</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>There is no backup that opens. The file stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is the newest good backup. The damaged file is kept beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup is in its place. Unlock it with its password.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::DocumentTabs</name>
    <message>
        <source>%1, unsaved changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the prompt</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::EcdfChart</name>
    <message>
        <source>Share of runs that had first text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of runs that had ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table beside it holds the same figures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many per cent of a model&apos;s runs needed at most so long. The marker is the median.
With fewer than six runs each dot is one run.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::EditorTabs</name>
    <message>
        <source>%1 is larger than 16 MB and was not opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not opened: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompts (*.prompty);;Text (*.txt *.md);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompts (*.prompty);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be renamed to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has changes that are not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a text of at most 1 MB.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::Figures</name>
    <message>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tok/s</source>
        <comment>tokens per second</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 tokens</source>
        <extracomment>%1 is the figure with separators; the number only chooses the plural form.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>no charge</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::FilterBar</name>
    <message>
        <source>Provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Providers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All providers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only providers that have a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only models that see images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only models that call tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only models that reason</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::FindBar</name>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Find in the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::FollowButton</name>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the end of the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the end and stay there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::GeneralPage</name>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interface font</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt and code font</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::HeaderBar</name>
    <message>
        <source>New prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menus</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::HistoryModel</name>
    <message>
        <source>not saved yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::HistoryPanel</name>
    <message>
        <source>No run has “%1” in its prompt or answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No runs yet. Each run is kept here with its prompt, answers and figures, also after a restart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No runs are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the last hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the runs of the last hour?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete all runs of today?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the runs of the last 7 days?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the whole history?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompts, answers and figures go for good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search prompts and answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete runs of a period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording is off; new runs leave nothing here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::KeyRow</name>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ends in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>added %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this key? Lanes of %1 then have none. Older backups of the vault still hold it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the key of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::KeysDialog</name>
    <message>
        <source>A newer Triptych wrote this vault. Its keys can be used, but not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is an older state of the vault than this computer has seen. Keys that were added since are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault is locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No keys yet. A key is stored encrypted and is sent only to the provider it belongs to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password of the vault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys in the vault</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::LaneController</name>
    <message numerus="yes">
        <source>All %n places for lanes are taken. Remove one first.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::LaneGrid</name>
    <message>
        <source>Add lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::LaneHead</name>
    <message>
        <source>ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reasoning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lane %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate this lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop this lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run this lane again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a parameter and its value</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::LaneNoticeView</name>
    <message>
        <source>Ctrl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>runs</source>
        <comment>after: Ctrl + Enter</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::LaneSettingsPopup</name>
    <message>
        <source>Give a number from 0 to 2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a number from 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a whole number from 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a whole number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give words with | between them, none of them empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a whole number from 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is empty is not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::LaneView</name>
    <message>
        <source>Copy status, request id and raw body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reasoning of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What %1 answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reasoned %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reasoned</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::LaneWaitingTable</name>
    <message>
        <source>%1&#xa0;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phases so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first text</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Half of %n earlier runs had text by %1.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Stops by itself at %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::LatencyBody</name>
    <message>
        <source>Latency by model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>– too few runs; ≥ says how many are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No runs yet. Each run adds to a row per model: first text, total time and tokens per second.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Run %n lanes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>One dot per run, a curve once there are six or more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::LatencyController</name>
    <message>
        <source>Export the latency table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::LatencyDashboard</name>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::LatencyHead</name>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which clock the chart shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move into a window of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the dashboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collapse to one line</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::LatencyModel</name>
    <message>
        <source>too few runs, %1 are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1: %n complete lanes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A 95 % interval of this figure needs %1 measured runs; there are %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. The true value lies between %2 and %3 with 95 % confidence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provider and model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many lanes ended complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median of output tokens after the first, per second since the first content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % of the runs took at most this long, counted from the moment the lane was queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first text, ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>total, s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n</source>
        <comment>number of runs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tok/s</source>
        <comment>tokens per second</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::LatencySummaryLine</name>
    <message>
        <source>P50 of first text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P50 of total</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::LocalPage</name>
    <message>
        <source>Local models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the whole path, from / on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file at this path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is not a program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: the one on PATH, or the one that Triptych built.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose llama-server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llama-server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::MainWindow</name>
    <message>
        <source>As the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::MetricStrip</name>
    <message>
        <source>first text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cost so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cost</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::ModelSelector</name>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Search %n models</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Add a lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the favourites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the favourites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a GGUF file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the list of models</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::NetworkPage</name>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example http://127.0.0.1:7890 or socks5://127.0.0.1:1080</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not an address. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Providers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>direct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>proxy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::NewPasswordForm</name>
    <message numerus="yes">
        <source>At least %n characters</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The two differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same password again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::PeriodButton</name>
    <message>
        <source>All prompts, since the beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All prompts, last 24 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>All prompts, last %n days</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which runs the figures count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since the beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Last %n days</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::PhaseModel</name>
    <message>
        <source>from %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from and to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reasoning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until the lane could begin to connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until the server took the connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until the connection was encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From sending the request to the head of the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the head to the first byte of the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the first byte to the first visible text or tool call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the first reasoning to the first visible text or tool call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the first visible text or tool call to the end</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::PhaseWaterfall</name>
    <message>
        <source>Queued, connect, headers, first text, writing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phases of the chosen lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run, phase by phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phases of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::PrivacyPage</name>
    <message>
        <source>History and vault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock the vault after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record what is run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for ever</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> minutes without use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older runs are deleted at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::PromptEditor</name>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no value yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 = %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll the prompt</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::RunColumn</name>
    <message numerus="yes">
        <source>Run %n lane(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::SearchField</name>
    <message>
        <source>Search the models</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n models found</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::SecretField</name>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows it while held down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::SelectorController</name>
    <message>
        <source>Add a model file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GGUF models (*.gguf)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::SelectorFoot</name>
    <message>
        <source>Enter or click adds a lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prices of %1</source>
        <extracomment>How a day is written, in the letters of QLocale::toString.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::SelectorHeads</name>
    <message>
        <source>Columns: context, dollars for a million tokens in and out, lanes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>$ per M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>context</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::SelectorList</name>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::SelectorModel</name>
    <message>
        <source>%1 models</source>
        <comment>how many a group has</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>context %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 per million tokens in / out</source>
        <comment>price</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n lanes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>favourite</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::SelectorRows</name>
    <message>
        <source>Add key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No list has such a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any id works as provider/model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A star on a model keeps it here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a GGUF file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the list of models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add address</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::SettingRow</name>
    <message>
        <source>0 to 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>words with | between them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not send %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model refuses %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::StrengthMeter</name>
    <message>
        <source>Strength of the password: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a few unrelated words are best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weak: soon guessed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fair: add a word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strong</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::StripWidget</name>
    <message>
        <source>A %1 in the prompt becomes a field here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>≈ %1 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before sending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before sending %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rendered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View of the answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add lane</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::UnlockDialog</name>
    <message>
        <source>Unlock the vault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lanes that wait for a key go on by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password of the vault</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::VaultButton</name>
    <message>
        <source>No keys yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vault locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vault unlocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the vault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>triptych::Workbench</name>
    <message>
        <source>from the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open %1 in the browser?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log of the local server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local server has said nothing yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
