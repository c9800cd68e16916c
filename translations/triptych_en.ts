<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>ErrorText</name>
    <message numerus="yes">
        <source>%n numbers of the answer were too large to be any and were left out.</source>
        <translation>
            <numerusform>One number of the answer was too large to be any and was left out.</numerusform>
            <numerusform>%n numbers of the answer were too large to be any and were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bytes of the answer that are no text were replaced by � in %n places.</source>
        <translation>
            <numerusform>One byte sequence of the answer that is no text was replaced by �.</numerusform>
            <numerusform>Bytes of the answer that are no text were replaced by � in %n places.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged parts of the answer were skipped.</source>
        <translation>
            <numerusform>One damaged part of the answer was skipped.</numerusform>
            <numerusform>%n damaged parts of the answer were skipped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n parts of the answer had a shape that Triptych does not know; they were skipped.</source>
        <translation>
            <numerusform>One part of the answer had a shape that Triptych does not know; it was skipped.</numerusform>
            <numerusform>%n parts of the answer had a shape that Triptych does not know; they were skipped.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GatewayRows</name>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LanePresenter</name>
    <message numerus="yes">
        <source>Stopped after %n tokens; the connection is closed.</source>
        <translation>
            <numerusform>Stopped after one token; the connection is closed.</numerusform>
            <numerusform>Stopped after %n tokens; the connection is closed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::ConnectionForm</name>
    <message numerus="yes">
        <source>Holds %n certificates.</source>
        <translation>
            <numerusform>Holds %n certificate.</numerusform>
            <numerusform>Holds %n certificates.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::CredentialDialog</name>
    <message numerus="yes">
        <source>Wait %n s</source>
        <translation>
            <numerusform>Wait %n&#xa0;s</numerusform>
            <numerusform>Wait %n&#xa0;s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::EditorTabs</name>
    <message numerus="yes">
        <source>%n unsaved prompts of the last session could not be read.</source>
        <translation>
            <numerusform>%n unsaved prompt of the last session could not be read.</numerusform>
            <numerusform>%n unsaved prompts of the last session could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::Figures</name>
    <message numerus="yes">
        <source>%1 tokens</source>
        <extracomment>%1 is the figure with separators; the number only chooses the plural form.</extracomment>
        <translation>
            <numerusform>%1 token</numerusform>
            <numerusform>%1 tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::FindBar</name>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::GatewayPanel</name>
    <message numerus="yes">
        <source>%n call(s) under way</source>
        <translation>
            <numerusform>%n call under way</numerusform>
            <numerusform>%n calls under way</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n connection</numerusform>
            <numerusform>%n connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::GatewayTap</name>
    <message numerus="yes">
        <source>%n part(s) of the conversation that are no text, such as calls of tools and images, were left out.</source>
        <translation>
            <numerusform>%n part of the conversation that is no text, such as calls of tools and images, was left out.</numerusform>
            <numerusform>%n parts of the conversation that are no text, such as calls of tools and images, were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::KeepRunsField</name>
    <message numerus="yes">
        <source>Delete %n runs</source>
        <translation>
            <numerusform>Delete %n run</numerusform>
            <numerusform>Delete %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n runs are older and would be deleted for good.</source>
        <translation>
            <numerusform>%n run is older and would be deleted for good.</numerusform>
            <numerusform>%n runs are older and would be deleted for good.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::LaneController</name>
    <message numerus="yes">
        <source>All %n places for lanes are taken. Remove one first.</source>
        <translation>
            <numerusform>The one place for lanes is taken. Remove it first.</numerusform>
            <numerusform>All %n places for lanes are taken. Remove one first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::LaneWaitingTable</name>
    <message numerus="yes">
        <source>Half of %n earlier runs had text by %1.</source>
        <translation>
            <numerusform>The earlier run had text by %1.</numerusform>
            <numerusform>Half of %n earlier runs had text by %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::LatencyBody</name>
    <message numerus="yes">
        <source>Run %n lanes</source>
        <translation>
            <numerusform>Run %n lane</numerusform>
            <numerusform>Run %n lanes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::LatencyModel</name>
    <message numerus="yes">
        <source>%1: %n complete lanes</source>
        <translation>
            <numerusform>%1: %n complete lane</numerusform>
            <numerusform>%1: %n complete lanes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::ModelSelector</name>
    <message numerus="yes">
        <source>Search %n models</source>
        <translation>
            <numerusform>Search %n model</numerusform>
            <numerusform>Search %n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::NewPasswordForm</name>
    <message numerus="yes">
        <source>At least %n characters</source>
        <translation>
            <numerusform>At least %n character</numerusform>
            <numerusform>At least %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::PeriodButton</name>
    <message numerus="yes">
        <source>All prompts, last %n days</source>
        <translation>
            <numerusform>All prompts, last day</numerusform>
            <numerusform>All prompts, last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last %n days</source>
        <translation>
            <numerusform>Last day</numerusform>
            <numerusform>Last %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::RunColumn</name>
    <message numerus="yes">
        <source>Run %n lane(s)</source>
        <translation>
            <numerusform>Run %n lane</numerusform>
            <numerusform>Run %n lanes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::SearchField</name>
    <message numerus="yes">
        <source>%n models found</source>
        <translation>
            <numerusform>%n model found</numerusform>
            <numerusform>%n models found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::SelectorModel</name>
    <message numerus="yes">
        <source>%n lanes</source>
        <translation>
            <numerusform>%n lane</numerusform>
            <numerusform>%n lanes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::StripWidget</name>
    <message numerus="yes">
        <source>%1 and %n files</source>
        <translation>
            <numerusform>%1 and one file</numerusform>
            <numerusform>%1 and %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::Workbench</name>
    <message numerus="yes">
        <source>%n run(s) recovered.</source>
        <translation>
            <numerusform>%n run recovered.</numerusform>
            <numerusform>%n runs recovered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Closing the window stops the gateway and cuts off %n call(s).</source>
        <translation>
            <numerusform>Closing the window stops the gateway and cuts off %n call.</numerusform>
            <numerusform>Closing the window stops the gateway and cuts off %n calls.</numerusform>
        </translation>
    </message>
</context>
</TS>
