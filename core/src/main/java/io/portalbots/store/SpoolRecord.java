package io.portalbots.store;

import io.portalbots.chat.EventLog.Arrived;
import io.portalbots.tenant.TenantId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** An event as bytes of a file: how many follow behind these two numbers, their checksum, and they. */
final class SpoolRecord {

    static final int HEAD = Integer.BYTES + Integer.BYTES;
    static final int LONGEST = 1 << 20; // the body of an event has a quarter of that at most

    private SpoolRecord() {}

    static ByteBuffer written(Arrived event) {
        var payload = payload(event);
        return ByteBuffer.allocate(HEAD + payload.length)
                .putInt(payload.length)
                .putInt(checksum(payload))
                .put(payload)
                .flip();
    }

    private static byte[] payload(Arrived event) {
        var bytes = new ByteArrayOutputStream(event.body().length + 256);
        try (var data = new DataOutputStream(bytes)) {
            data.writeUTF(event.tenant().toString());
            data.writeUTF(event.name());
            data.writeUTF(event.dedupe());
            data.writeUTF(event.dialog());
            data.writeLong(event.messageId());
            data.write(event.body());
        } catch (IOException e) {
            throw new UncheckedIOException("an event of " + event.tenant() + " cannot be written", e);
        }
        return bytes.toByteArray();
    }

    static int checksum(byte[] payload) {
        var crc = new CRC32C();
        crc.update(payload);
        return (int) crc.getValue();
    }

    static Arrived read(byte[] payload) {
        try (var data = new DataInputStream(new ByteArrayInputStream(payload))) {
            return new Arrived(
                    TenantId.parse(data.readUTF()),
                    data.readUTF(),
                    data.readUTF(),
                    data.readUTF(),
                    data.readLong(),
                    data.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("an event that was spooled cannot be read", e);
        }
    }
}
