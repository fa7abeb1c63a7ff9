package io.portalbots.store;

import io.portalbots.chat.EventLog.Arrived;
import io.portalbots.chat.UncheckedEvents.Unchecked;
import io.portalbots.tenant.TenantId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * An event as bytes of a file: how many follow behind these two numbers, their checksum, and they. One that nobody checked
 * has no tenant yet, and is sealed, because it may have tokens in it.
 */
final class SpoolRecord {

    static final int HEAD = Integer.BYTES + Integer.BYTES;
    static final int LONGEST = 1 << 20; // the body of an event has a quarter of that at most

    private static final String NOBODY = "";

    private SpoolRecord() {}

    static ByteBuffer written(Arrived event) {
        return framed(payload(event));
    }

    static ByteBuffer written(Unchecked event, Keys keys) {
        return framed(payload(event, keys));
    }

    private static ByteBuffer framed(byte[] payload) {
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

    private static byte[] payload(Unchecked event, Keys keys) {
        var bytes = new ByteArrayOutputStream(event.body().length + 256);
        try (var data = new DataOutputStream(bytes)) {
            data.writeUTF(NOBODY);
            data.writeUTF(event.application());
            data.writeUTF(event.source());
            data.write(keys.seal(event.body(), place(event.application(), event.source())));
        } catch (IOException e) {
            throw new UncheckedIOException(event + " cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static String place(String application, String source) {
        return "spool|" + application + "|" + source;
    }

    /** Whether a payload is of an event that nobody checked. */
    static boolean isUnchecked(byte[] payload) {
        return payload.length >= Short.BYTES && payload[0] == 0 && payload[1] == 0;
    }

    static int checksum(byte[] payload) {
        var crc = new CRC32C();
        crc.update(payload);
        return (int) crc.getValue();
    }

    static Spooled read(byte[] payload, Keys keys) {
        try (var data = new DataInputStream(new ByteArrayInputStream(payload))) {
            var tenant = data.readUTF();
            return tenant.equals(NOBODY) ? unknown(data, keys) : right(tenant, data);
        } catch (IOException | RuntimeException e) {
            return new Spooled.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static Spooled right(String tenant, DataInputStream data) throws IOException {
        return new Spooled.Right(new Arrived(
                TenantId.parse(tenant),
                data.readUTF(),
                data.readUTF(),
                data.readUTF(),
                data.readLong(),
                data.readAllBytes()));
    }

    private static Spooled unknown(DataInputStream data, Keys keys) throws IOException {
        var application = data.readUTF();
        var source = data.readUTF();
        var body = keys.open(data.readAllBytes(), place(application, source));
        return new Spooled.Unknown(new Unchecked(application, source, body));
    }
}
