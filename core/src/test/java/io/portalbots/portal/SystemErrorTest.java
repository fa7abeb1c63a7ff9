package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SystemErrorTest {

    private static final Path PAGE = Path.of("..", "dist", "docs", "errors.md");

    /** Writes the page anew with {@code mvn -pl core -am test -Dtest=SystemErrorTest -Dportalbots.write-docs}. */
    @Test
    void isDocumentedAsItIs() throws IOException {
        if (System.getProperty("portalbots.write-docs") != null) {
            Files.writeString(PAGE, page());
        }

        assertThat(PAGE).content().isEqualTo(page());
    }

    @ParameterizedTest
    @EnumSource(SystemError.class)
    void isFoundByItsCode(SystemError error) {
        assertThat(SystemError.of(error.code())).contains(error);
        assertThat(Reply.CODE.matcher(error.code()).matches()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"HASH_ERROR", "EXPIRED_TOKEN", "''", "OTHER"})
    void leavesToTheCallerWhatIsNoSystemError(String code) {
        assertThat(SystemError.of(code)).isEmpty();
        assertThat(SystemError.reaction(code)).isEqualTo(Reaction.TELL);
    }

    @ParameterizedTest
    @EnumSource(MethodError.class)
    void knowsWhatTheErrorsOfMethodsMean(MethodError error) {
        assertThat(SystemError.of(error.name())).isEmpty();
        assertThat(new ErrorMeanings().of(error.name()).text()).isEqualTo(error.meaning());
    }

    @ParameterizedTest
    @EnumSource(SystemError.class)
    void hasARemedyForEverySystemError(SystemError error) {
        assertThat(new ErrorMeanings().of(error.code()).text()).isEqualTo(error.meaning());
        assertThat(new ErrorMeanings().of(error.code()).remedy()).endsWith(".");
    }

    private static String page() {
        return """
                # Errors of portals, and what follows

                Every error that any REST method, or an authorization server, may answer. The code in `error` alone
                decides; statuses differ between reference and portals, and texts are translated. A code that is not here
                is a method's own, as `TELL`. What is no answer of a method (HTML, no JSON, more than 1 MiB, nothing within 30 s,
                any 5xx without one of these codes) is as `LATER`.

                | `error` | means | reaction |
                |---|---|---|
                %s

                Errors of the methods that register bots, commands and chat apps. What is refused is not offered again until it
                changes, and `portalbots doctor` says this of it:

                | `error` | means | remedy |
                |---|---|---|
                %s

                | reaction | what is done |
                |---|---|
                %s

                `ACCESS_DENIED` says two things: that the portal's plan is without REST, which any token meets before any
                method, and that a method refuses this call. So the platform asks `profile`, which needs no scope and no right.
                """.formatted(
                        rows(SystemError.values(), SystemErrorTest::row),
                        rows(MethodError.values(), SystemErrorTest::row),
                        rows(Reaction.values(), SystemErrorTest::row));
    }

    private static <T> String rows(T[] values, java.util.function.Function<T, String> row) {
        return Stream.of(values).map(row).collect(Collectors.joining("\n"));
    }

    private static String row(SystemError error) {
        return "| `%s` | %s | `%s` |".formatted(error.code(), error.meaning(), error.reaction());
    }

    private static String row(MethodError error) {
        return "| `%s` | %s | %s |".formatted(error, error.meaning(), error.remedy());
    }

    private static String row(Reaction reaction) {
        return "| `%s` | %s |".formatted(reaction, reaction.text());
    }
}
