package io.portalbots.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.tenant.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path folder;

    @Test
    void isHeldByOneAtATime() throws IOException {
        var path = folder.resolve("deep").resolve("data");

        try (var held = DataDirectory.take(path)) {
            assertThatThrownBy(() -> DataDirectory.take(path))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining(path + " is in use by another Portalbots");
            assertThat(held.adminToken()).isNotEqualTo(Secret.of(""));
        }

        DataDirectory.take(path).close();
    }

    @Test
    void namesADirectoryThatCannotBeMade() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "in the way");

        assertThatThrownBy(() -> DataDirectory.take(file))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void keepsTheAdminTokenForOurUserOnly() throws IOException {
        try (var data = DataDirectory.take(folder)) {
            var token = data.adminToken();

            assertThat(data.adminToken()).isEqualTo(token);
            assertThat(token.reveal()).matches("[0-9a-f]{48}");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("admin.token"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void tellsTheCommandLineHowToReachWhoRunsThere() throws IOException {
        assertThatThrownBy(() -> DataDirectory.running(folder))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("no Portalbots is running with the data directory " + folder);

        try (var data = DataDirectory.take(folder)) {
            var token = data.adminToken().reveal();
            data.managementUrl("http://127.0.0.1:8081");
            assertThat(DataDirectory.running(folder))
                    .isEqualTo(new DataDirectory.Running("http://127.0.0.1:8081", token));
        }

        assertThatThrownBy(() -> DataDirectory.running(folder)).isInstanceOf(StartException.class);
    }
}
