package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    private static final TenantId ACME = new TenantId("app", "0".repeat(32));
    private static final TenantId OTHER = new TenantId("app", "1".repeat(32));
    private static final TenantId LOCAL = new TenantId("local", "0".repeat(32));

    @TempDir
    private Path folder;

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
}
