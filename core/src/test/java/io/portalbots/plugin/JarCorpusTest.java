package io.portalbots.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is put in the place of a good jar, the plugin that is in use stays so until there is a better one. */
class JarCorpusTest {

    private static final Duration SOON = Duration.ofSeconds(10); // for a machine that is busy; each takes far less
    private static final int MEBIBYTE = 1 << 20;
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String INDEX = "META-INF/extensions.idx";
    private static final String CLASS = "test/Main.class";

    @TempDir
    private static Path jars;

    @TempDir
    private Path folder;

    @TempDir
    private Path copies;

    private static byte[] used;
    private static byte[] good;
    private static Map<String, byte[]> corpus;

    @BeforeAll
    static void build() throws IOException {
        used = jar("1.0.0");
        good = jar("2.0.0");
        corpus = corpus();
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(30);
    }

    private static byte[] jar(String version) throws IOException {
        return Files.readAllBytes(
                PluginJar.of("echo", version).extension("Main", "").write(jars.resolve(version + ".jar")));
    }

    static Stream<String> names() {
        return corpus.keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void neverReplacesAGoodOne(String name) throws IOException {
        put(used);
        try (var host = new PluginHost(folder, copies)) {
            host.start();
            var since = System.nanoTime();

            put(Objects.requireNonNull(corpus.get(name)));
            host.look();
            host.look();

            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(SOON);
            assertThat(host.current().plugins()).extracting(Plugin::version).containsExactly("1.0.0");
            assertThat(host.current().failures()).hasSize(1);
            put(good);
            host.look();
            host.look();
            assertThat(host.current().plugins()).extracting(Plugin::version).containsExactly("2.0.0");
            assertThat(host.current().failures()).isEmpty();
        }
    }

    private void put(byte[] content) throws IOException {
        var part = Files.write(copies.resolve("part"), content);
        Files.move(part, folder.resolve("echo.jar"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, byte[]> corpus() throws IOException {
        var all = new LinkedHashMap<String, byte[]>();
        all.put("nothing", new byte[0]);
        all.put("a byte", new byte[] {'P'});
        all.put("a signature alone", "PK\3\4".getBytes(StandardCharsets.ISO_8859_1));
        all.put("text", "not a jar".getBytes(StandardCharsets.UTF_8));
        all.put("a page", "<html><body>502 Bad Gateway</body></html>".getBytes(StandardCharsets.UTF_8));
        all.put("zeros", new byte[good.length]);
        all.put("noise", noise());
        all.put("gzip", gzip(good));
        for (var part : new int[] {10, 25, 50, 75, 90, 99}) {
            all.put("the first " + part + " %", Arrays.copyOf(good, good.length * part / 100));
        }
        all.put("all but the last byte", Arrays.copyOf(good, good.length - 1));
        all.put("all but the end of the directory", Arrays.copyOf(good, good.length - 22));
        all.put("the first half zeroed", changed(bytes -> {
            Arrays.fill(bytes, 0, bytes.length / 2, (byte) 0);
            return bytes;
        }));
        all.put("a directory that begins elsewhere", changed(bytes -> {
            little(bytes).putInt(bytes.length - 6, bytes.length);
            return bytes;
        }));
        all.put("a damaged directory", changed(bytes -> {
            bytes[directory(bytes) + 1] ^= 0x55;
            return bytes;
        }));
        all.put("a checksum that is another", changed(bytes -> {
            bytes[directory(bytes) + 16] ^= 0x55;
            return bytes;
        }));
        all.put("a damaged class", damaged(CLASS));
        all.put("a damaged manifest", damaged(MANIFEST));
        all.put("an unknown compression", changed(bytes -> {
            little(bytes).putShort(directory(bytes) + 10, (short) 99);
            return bytes;
        }));
        all.put("a jar in a jar", zip(Map.of("good.jar", good)));
        all.put("no manifest", with(entries -> without(entries, MANIFEST)));
        all.put("an empty manifest", with(entries -> put(entries, MANIFEST, new byte[0])));
        all.put("a manifest that is none", with(entries -> put(entries, MANIFEST, noise())));
        all.put("a manifest of 64 MiB", with(entries -> put(entries, MANIFEST, new byte[64 * MEBIBYTE])));
        all.put("an index of 64 MiB", with(entries -> put(entries, INDEX, new byte[64 * MEBIBYTE])));
        all.put("an index of nothing", with(entries -> put(entries, INDEX, new byte[0])));
        all.put("an index of a class that is not there", with(entries -> put(entries, INDEX, text("test.Gone"))));
        all.put(
                "an index of a class that is no plugin",
                with(entries -> put(entries, INDEX, text("java.lang.String"))));
        all.put("a class of noise", with(entries -> put(entries, CLASS, noise())));
        all.put("half a class", with(entries -> put(entries, CLASS, Arrays.copyOf(type(entries), 200))));
        all.put("a class of a later Java", with(entries -> put(entries, CLASS, later(type(entries)))));
        all.put("a bomb of one entry", with(entries -> put(entries, "zeros", new byte[201 * MEBIBYTE])));
        all.put("a bomb of many entries", with(entries -> many(entries, 201, new byte[MEBIBYTE])));
        all.put("a bomb that says it is small", understated());
        all.put("too many entries", with(entries -> many(entries, 20_001, new byte[0])));
        all.put("an entry above it", with(entries -> put(entries, "../evil", text("evil"))));
        all.put("an entry at the root", with(entries -> put(entries, "/evil", text("evil"))));
        all.put("an entry of another system", with(entries -> put(entries, "..\\evil", text("evil"))));
        return all;
    }

    private static byte[] type(Map<String, byte[]> entries) {
        return Objects.requireNonNull(entries.get(CLASS));
    }

    private static byte[] changed(UnaryOperator<byte[]> change) {
        return change.apply(good.clone());
    }

    private static byte[] with(UnaryOperator<Map<String, byte[]>> change) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new java.io.ByteArrayInputStream(good))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return zip(change.apply(entries));
    }

    private static Map<String, byte[]> put(Map<String, byte[]> entries, String name, byte[] content) {
        entries.put(name, content);
        return entries;
    }

    private static Map<String, byte[]> without(Map<String, byte[]> entries, String name) {
        entries.remove(name);
        return entries;
    }

    private static Map<String, byte[]> many(Map<String, byte[]> entries, int count, byte[] content) {
        for (var number = 0; number < count; number++) {
            entries.put("file" + number, content);
        }
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** 201 MiB of which the directory says that it is one byte. */
    private static byte[] understated() throws IOException {
        var bytes = with(entries -> {
            var first = new LinkedHashMap<String, byte[]>();
            first.put("zeros", new byte[201 * MEBIBYTE]);
            first.putAll(entries);
            return first;
        });
        little(bytes).putInt(directory(bytes) + 24, 1);
        return bytes;
    }

    /** A bit of an entry's content is another. */
    private static byte[] damaged(String entry) {
        var bytes = good.clone();
        var name = entry.getBytes(StandardCharsets.US_ASCII);
        var at = 0;
        while (!Arrays.equals(bytes, at, at + name.length, name, 0, name.length)) {
            at++;
        }
        bytes[at + name.length + 30] ^= 0x10;
        return bytes;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the directory begins, by the record at the end. */
    private static int directory(byte[] bytes) {
        return little(bytes).getInt(bytes.length - 6);
    }

    private static byte[] later(byte[] type) {
        var changed = type.clone();
        ByteBuffer.wrap(changed).putShort(6, (short) 999);
        return changed;
    }

    private static byte[] noise() {
        var bytes = new byte[2000];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
