package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    private static final TenantId ACME = new TenantId("app", "0".repeat(32));
    private static final TenantId OTHER = new TenantId("app", "1".repeat(32));
    private static final TenantId LOCAL = new TenantId("local", "0".repeat(32));

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("keys.json");
    }

    @Test
    void refusesAFileThatIsMissing() {
        assertThatThrownBy(() -> Keys.read(file))
                .isInstanceOf(StoreException.class)
                .hasMessage("the key file " + file + " does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rwx------"})
    void refusesAFileThatOthersMayUse(String permissions) throws IOException {
        Keys.make(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> Keys.read(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(permissions);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "[]",
                "{}",
                "{\"sealing\": {}, \"deriving\": {}}",
                "{\"sealing\": 1, \"deriving\": 2}",
                "{\"sealing\": {\"primaryKeyId\": 1, \"key\": [{}]}}"
            })
    void refusesAFileThatHoldsNoKeys(String text) throws IOException {
        PrivateFile.write(file, text);

        assertThatThrownBy(() -> Keys.read(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the key file " + file + " cannot be used");
    }

    @Test
    void makesAFileOfOurOwnOnceAndReadsItAgain() throws IOException {
        Keys.make(file);
        var before = Keys.read(file);
        Keys.make(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Keys.read(file).hash(ACME, "echo.poll", 1)).isEqualTo(before.hash(ACME, "echo.poll", 1));
    }

    @Test
    void derivesAHashOfItsOwnForEveryInstallationAppAndGeneration() {
        Keys.make(file);
        var keys = Keys.read(file);
        var hashes = new HashSet<String>();

        for (var tenant : List.of(ACME, OTHER, LOCAL)) {
            for (var app : List.of("echo.poll", "echo.vote")) {
                for (var generation : List.of(1, 2, 12)) {
                    hashes.add(keys.hash(tenant, app, generation).reveal());
                }
            }
        }

        assertThat(hashes).hasSize(18).allSatisfy(hash -> assertThat(hash).matches("[0-9a-f]{32}"));
    }

    @Test
    void opensWhatIsSealedOnlyInItsPlace() {
        Keys.make(file);
        var keys = Keys.read(file);
        var sealed = keys.seal(Secret.of("t0ken"), ACME, "access", 1);

        assertThat(keys.open(sealed, ACME, "access", 1)).isEqualTo(Secret.of("t0ken"));
        assertThatThrownBy(() -> keys.open(sealed, OTHER, "access", 1)).hasMessageContaining("cannot open access");
        assertThatThrownBy(() -> keys.open(sealed, ACME, "refresh", 1)).hasMessageContaining("cannot open refresh");
        assertThatThrownBy(() -> keys.open(sealed, ACME, "access", 2)).hasMessageContaining("cannot open access");
    }

    @Test
    void opensNothingWithTheKeysOfAnother() {
        Keys.make(file);
        Keys.make(folder.resolve("other.json"));
        var sealed = Keys.read(file).seal(Secret.of("t0ken"), ACME, "access", 1);

        assertThatThrownBy(() -> Keys.read(folder.resolve("other.json")).open(sealed, ACME, "access", 1))
                .hasMessageContaining("wrong key file");
    }

    @Test
    void opensWhatAnotherProcessSealsWithANewKeyWithoutARestart() throws GeneralSecurityException {
        Keys.make(file);
        var ours = new Keys(new KeySource.File(file), nanos::get);
        var theirs = Keys.read(file);
        theirs.change(theirs.reread().withNewPrimary());

        var sealed = theirs.seal(Secret.of("t0ken"), ACME, "access", 1);

        assertThat(ours.open(sealed, ACME, "access", 1)).isEqualTo(Secret.of("t0ken"));
    }

    @Test
    void readsTheKeysOnceASecondAtMostHoweverMuchDoesNotOpen() {
        Keys.make(file);
        var reads = folder.resolve("reads");
        var keys = new Keys(new KeySource.Command("echo >> '" + reads + "'; cat '" + file + "'"), nanos::get);
        var foreign = keys.seal(Secret.of("t0ken"), OTHER, "access", 1);

        for (var i = 0; i < 50; i++) {
            assertThatThrownBy(() -> keys.open(foreign, ACME, "access", 1)).hasMessageContaining("cannot open access");
        }

        assertThat(reads).hasSize(2);
        nanos.addAndGet(1_000_000_000);
        assertThatThrownBy(() -> keys.open(foreign, ACME, "access", 1)).hasMessageContaining("cannot open access");
        assertThat(reads).hasSize(3);
    }

    @Test
    void sealsWithTheNewKeyWithinASecond() throws GeneralSecurityException {
        Keys.make(file);
        var ours = new Keys(new KeySource.File(file), nanos::get);
        var theirs = Keys.read(file);
        ours.seal(Secret.of("t0ken"), ACME, "access", 1);
        theirs.change(theirs.reread().withNewPrimary());

        nanos.addAndGet(1_000_000_000);
        var sealed = ours.seal(Secret.of("t0ken"), ACME, "access", 1);

        assertThat(HexFormat.of().formatHex(sealed)).startsWith(theirs.reread().primary());
    }

    @Test
    void staysWithItsKeysWhenTheFileIsGoneOrDerivesOtherwise() throws IOException {
        Keys.make(file);
        var keys = new Keys(new KeySource.File(file), nanos::get);
        var sealed = keys.seal(Secret.of("t0ken"), ACME, "access", 1);
        var hash = keys.hash(ACME, "echo.poll", 1);

        Files.delete(file);
        nanos.addAndGet(1_000_000_000);
        assertThatThrownBy(() -> keys.open(sealed, OTHER, "access", 1)).hasMessageContaining("cannot open");
        Keys.make(file);
        nanos.addAndGet(1_000_000_000);
        keys.seal(Secret.of("t0ken"), ACME, "access", 1);

        assertThat(keys.hash(ACME, "echo.poll", 1)).isEqualTo(hash);
        assertThat(keys.open(sealed, ACME, "access", 1)).isEqualTo(Secret.of("t0ken"));
    }

    @Test
    void readsWhatACommandPrints() {
        Keys.make(file);
        var command = new KeySource.Command("cat '" + file + "'");

        assertThat(Keys.read(command).hash(ACME, "echo.poll", 1))
                .isEqualTo(Keys.read(file).hash(ACME, "echo.poll", 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo s3cret; exit 3                  | fails with exit code 3
            echo s3cret                          | cannot be used: it is no key file
            echo s3cret >&2; exit 1              | fails with exit code 1
            """)
    void namesACommandThatPrintsNoKeysAndNothingOfWhatItPrints(String line, String why) {
        assertThatThrownBy(() -> Keys.read(new KeySource.Command(line)))
                .isInstanceOf(StoreException.class)
                .hasMessage("the keys-command '" + line + "' " + why + rest(why))
                .hasNoCause();
    }

    private static String rest(String why) {
        return why.endsWith("file") ? " (DecodeException)" : "";
    }

    @Test
    void changesNoKeysThatACommandPrints() throws GeneralSecurityException {
        Keys.make(file);
        var keys = Keys.read(new KeySource.Command("cat '" + file + "'"));
        var more = keys.reread().withNewPrimary();

        assertThatThrownBy(() -> keys.change(more))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cat '");
    }
}
