package io.portalbots.sandbox.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BehavioursPageTest {

    @TempDir
    private Path directory;

    private String page = "";

    @BeforeEach
    void render() throws IOException {
        Files.writeString(directory.resolve("a.yaml"), """
                area: A <part>
                behaviours:
                  - {id: one, says: "Says \\"no\\" & goes.", source: [seed, "docs:a/b"], mode: real, traits: {ids: strings}, proof: [T#a, U],
                     pairs: [{ask: {call: a}, answer: {}, traits: {maxBots: 1}}]}
                  - {id: two, says: Waits., source: guess, pairs: [{ask: {call: a}, answer: {}}, {ask: {call: b}, answer: {}}]}
                """);
        page = BehavioursTable.html(Catalogue.read(directory));
    }

    @Test
    void tellsOfEachBehaviourWhereItHoldsHowWeKnowAndWhatProvesIt() {
        assertThat(page)
                .contains("A &lt;part&gt;</th>")
                .contains("Says &quot;no&quot; &amp; goes. <a href=\"#one\">one</a>")
                .contains(">real, ids=strings, maxBots=1</td>")
                .contains(">seed</span>", ">docs:a/b</span>")
                .contains(">1 pair, T#a, U</td>")
                .contains(">both modes</td>", "class=\"tag guess\"", ">2 pairs</td>");
    }

    @Test
    void countsWhatThereIs() {
        assertThat(page).contains("2 behaviours, 3 documented requests with their answers");
    }

    @Test
    void needsNothingElse() {
        assertThat(page).doesNotContain("{{", "src=", "url(", "@import", "<link", "<script");
    }

    @Test
    void isWrittenToAFile() throws IOException {
        var file = directory.resolve("docs/sandbox.html");

        BehavioursPage.main(new String[] {file.toString()});

        assertThat(file).content().contains("transport.token");
    }
}
