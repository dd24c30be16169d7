package io.tidegate.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which server is chosen, and that the bundled one is whole. */
class RedisBinaryTest {

    @TempDir Path installed;
    @TempDir Path data;

    @Test
    void installedServerIsPreferred() throws IOException {
        // Given
        Path server = install("redis-server", "Redis server v=7.2.5 sha=0");
        // When
        var binary = RedisBinary.find(installed.toString(), data);
        // Then
        assertThat(binary.file()).isEqualTo(server);
        assertThat(binary.version()).isEqualTo("Redis server v=7.2.5 sha=0");
        assertThat(binary.origin()).isEqualTo("path");
    }

    @Test
    void valkeyWillDo() throws IOException {
        // Given
        Path server = install("valkey-server", "Valkey server v=8.0.1 sha=0");
        // When, Then
        assertThat(RedisBinary.find(installed.toString(), data).file()).isEqualTo(server);
    }

    @Test
    void oldServerIsPassedOverForANewerOneFurtherOn() throws IOException {
        // Given
        install("redis-server", "Redis server v=6.2.14 sha=0");
        Path server = install("valkey-server", "Valkey server v=8.0.1 sha=0");
        // When, Then
        assertThat(RedisBinary.find(installed.toString(), data).file()).isEqualTo(server);
    }

    @Test
    void whatIsNoServerIsPassedOver() throws IOException {
        // Given
        install("redis-server", "command not found");
        Files.createDirectory(installed.resolve("valkey-server"));
        // When
        String places = File.pathSeparator + "/nowhere" + File.pathSeparator + installed;
        var binary = RedisBinary.find(places, data);
        // Then
        assertThat(binary.origin()).isEqualTo("bundled");
        assertThat(binary.version()).contains("v=7.0.15");
    }

    @Test
    void halfWrittenBundledServerIsReplaced() throws IOException {
        // Given
        Path whole = BundledRedis.unpack(data);
        long size = Files.size(whole);
        Files.write(whole, new byte[1_000]);
        // When
        BundledRedis.unpack(data);
        // Then
        assertThat(whole).hasSize(size).isExecutable();
        assertThat(data).isDirectoryNotContaining("glob:**/unpacking*");
    }

    @Test
    void wholeBundledServerIsLeftAsItIs() throws IOException {
        // Given
        Path whole = BundledRedis.unpack(data);
        var written = Files.getLastModifiedTime(whole);
        var file = Files.readAttributes(whole, BasicFileAttributes.class);
        // When
        BundledRedis.unpack(data);
        // Then
        var again = Files.readAttributes(whole, BasicFileAttributes.class);
        assertThat(Files.getLastModifiedTime(whole)).isEqualTo(written);
        assertThat(again.fileKey()).isEqualTo(file.fileKey());
    }

    private Path install(String name, String says) throws IOException {
        Path program = installed.resolve(name);
        Files.writeString(program, "#!/bin/sh\necho '" + says + "'\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
