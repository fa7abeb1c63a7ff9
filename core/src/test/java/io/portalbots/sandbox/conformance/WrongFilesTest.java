package io.portalbots.sandbox.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongFilesTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ask: {call: profile}, anser: {}|pair #1: unknown key 'anser'; known are given, traits",
                "ask: {call: profile}|pair #1: key 'answer' is missing",
                "ask: {cal: profile}, answer: {}|pair #1, ask: unknown key 'cal'",
                "ask: {auth: none}, answer: {}|pair #1, ask: exactly one of call, control, oauth, url is needed, not []",
                "ask: {call: a, form: {}, json: {}}, answer: {}|exactly one of form, json, multipart, body",
                "ask: {control: /clock}, answer: {}|control must be a verb and a path",
                "ask: {call: a, form: {x: '${bot}'}}, answer: {}|pair #1: unknown variable ${bot}; known are [access_token",
                "ask: {call: a}, answer: {body: {x: '${bot}'}}|pair #1: unknown variable ${bot}",
                "ask: {call: a}, answer: {body: {x: <integer>}}|pair #1, answer: unknown placeholder <integer>",
                "ask: {call: a}, answer: {body: {x: '<like (>'}}|placeholder <like (> is no regular expression",
                "ask: {call: a}, answer: {status: ok}|pair #1, answer: key 'status' must be a whole number",
                "given: [bot], ask: {call: a}, answer: {}|pair #1: unknown preparation 'bot'; known are p, q",
                "given: [q], ask: {call: a}, answer: {}|pair #1: preparation 'q' needs itself"
            })
    void areRefusedByFileBehaviourAndFault(String pair, String fault) throws IOException {
        write("x.yaml", "x", "pairs: [{" + pair + "}]");

        assertThatThrownBy(() -> Catalogue.read(directory))
                .isInstanceOf(WrongFileException.class)
                .hasMessageStartingWith("x.yaml, behaviour 'x', pair #1")
                .hasMessageContaining(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "moed: real, proof: T|unknown key 'moed'",
                "mode: strict, proof: T|mode must be both, contract or real but is 'strict'",
                "pairs: []|it has neither pairs nor a proof",
                "proof: T, proof: U|found duplicate key proof"
            })
    void areRefusedByTheBehavioursFault(String more, String fault) throws IOException {
        write("x.yaml", "x", more);

        assertThatThrownBy(() -> Catalogue.read(directory))
                .isInstanceOf(WrongFileException.class)
                .hasMessageStartingWith("x.yaml")
                .hasMessageContaining(fault);
    }

    @Test
    void areRefusedIfTwoBehavioursHaveOneId() throws IOException {
        write("x.yaml", "same", "proof: T");
        write("y.yaml", "same", "proof: T");

        assertThatThrownBy(() -> Catalogue.read(directory))
                .hasMessage("behaviour 'same' is in area 'y.yaml', but area 'x.yaml' has one of that id already");
    }

    @Test
    void areRefusedWithoutASourceAndWithAnUnknownOne() throws IOException {
        write("x.yaml", "behaviours: [{id: x, says: So., proof: T}]");
        assertThatThrownBy(() -> Catalogue.read(directory))
                .hasMessage("x.yaml, behaviour 'x': key 'source' is missing");

        write("x.yaml", "behaviours: [{id: x, says: So., proof: T, source: hearsay}]");
        assertThatThrownBy(() -> Catalogue.read(directory)).hasMessageContaining("unknown source 'hearsay'; known are");
    }

    private void write(String file, String id, String more) throws IOException {
        write(file, "behaviours: [{id: " + id + ", says: So., source: seed, " + more + "}]");
    }

    private void write(String file, String rest) throws IOException {
        var preparations = "preparations: {p: {needs: [q], ask: {call: a}}, q: {needs: [p], ask: {call: a}}}";
        Files.writeString(directory.resolve(file), "area: " + file + "\n" + preparations + "\n" + rest + "\n");
    }
}
