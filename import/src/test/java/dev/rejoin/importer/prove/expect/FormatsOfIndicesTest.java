package dev.rejoin.importer.prove.expect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.mapping.IndexDates;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Staging and proof read the date formats of index mappings each by itself, and alike. */
class FormatsOfIndicesTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            strict_date_optional_time ; 2020-06-01T12:00:00.25Z ; 2020-06-01T12:00:00.250Z
            strict_date_optional_time ; 2020-06-01T12:00 ; 2020-06-01T10:00:00Z
            strict_date_optional_time ; 2020-06-01T12 ; 2020-06-01T10:00:00Z
            strict_date_optional_time ; 2020-06 ; 2020-05-31T22:00:00Z
            strict_date_optional_time ; 2020 ; 2019-12-31T23:00:00Z
            strict_date_optional_time ; 2020-6-1 ; none
            date_optional_time ; 2020-6-1T9:05 ; 2020-06-01T07:05:00Z
            dateOptionalTime ; 2020-6-1 ; 2020-05-31T22:00:00Z
            strict_date_optional_time_nanos ; 2020-06-01T12:00:00.123456789Z ; 2020-06-01T12:00:00.123456Z
            iso8601 ; 2020-06-01 ; 2020-05-31T22:00:00Z
            epoch_millis ; 1591005600250 ; 2020-06-01T10:00:00.250Z
            epoch_second ; 1591005600 ; 2020-06-01T10:00:00Z
            date ; 2020-6-1 ; 2020-05-31T22:00:00Z
            strict_date ; 2020-06-01 ; 2020-05-31T22:00:00Z
            strict_date ; 2020-02-31 ; none
            year_month_day ; 2020-06-01 ; 2020-05-31T22:00:00Z
            year_month ; 2020-06 ; 2020-05-31T22:00:00Z
            year ; 2020 ; 2019-12-31T23:00:00Z
            date_hour ; 2020-06-01T12 ; 2020-06-01T10:00:00Z
            date_hour_minute ; 2020-06-01T12:30 ; 2020-06-01T10:30:00Z
            date_hour_minute_second ; 2020-06-01T12:30:15 ; 2020-06-01T10:30:15Z
            date_hour_minute_second_millis ; 2020-06-01T12:30:15.125 ; 2020-06-01T10:30:15.125Z
            date_hour_minute_second_fraction ; 2020-06-01T12:30:15.1 ; 2020-06-01T10:30:15.100Z
            date_time ; 2020-06-01T12:30:15.125+05:30 ; 2020-06-01T07:00:15.125Z
            strict_date_time_no_millis ; 2020-06-01T12:30:15Z ; 2020-06-01T12:30:15Z
            basic_date ; 20200601 ; 2020-05-31T22:00:00Z
            basicDate ; 20200601 ; 2020-05-31T22:00:00Z
            basic_date ; 20200631 ; none
            basic_date_time ; 20200601T123015.125Z ; 2020-06-01T12:30:15.125Z
            basic_date_time_no_millis ; 20200601T123015+0530 ; 2020-06-01T07:00:15Z
            basic_date_time_no_millis ; 20200601T123015+05:30 ; 2020-06-01T07:00:15Z
            yyyy/MM/dd HH:mm:ss ; 2020/06/01 12:30:15 ; 2020-06-01T10:30:15Z
            yyyy/MM/dd HH:mm:ss ; 2020/06/01 ; none
            8yyyy/MM/dd ; 2020/06/01 ; 2020-05-31T22:00:00Z
            dd/MM/yyyy||yyyy-MM ; 2020-06 ; 2020-05-31T22:00:00Z
            dd/MM/yyyy||yyyy-MM ; 31/12/2019 ; 2019-12-30T23:00:00Z
            dd/MM/yyyy||yyyy-MM ; 31/11/2019 ; none
            dd-MMM-yy ; 05-Mar-20 ; 2020-03-04T23:00:00Z
            MM/dd/yyyy hh:mm a ; 06/01/2020 02:30 PM ; 2020-06-01T12:30:00Z
            yyyy-MM-dd'T'HH:mm:ss.SSSZ ; 2020-06-01T12:30:15.125+0530 ; 2020-06-01T07:00:15.125Z
            yyyy-MM-dd'T'HH:mm:ssZZ ; 2020-06-01T12:30:15+05:30 ; 2020-06-01T07:00:15Z
            strict_week_date ; 2020-W23-1 ; unknown
            ordinal_date ; 2020-153 ; unknown
            hour_minute ; 12:30 ; unknown
            HH:mm ; 12:30 ; unknown
            EEE dd MMM yyyy ; Mon 01 Jun 2020 ; unknown
            yyyy-MM-dd['T'HH] ; 2020-06-01 ; unknown
            no_such_format ; 2020-06-01 ; unknown
            """)
    void aDateIsReadAlikeOrByNeither(String format, String text, String expected) throws Exception {
        var field = IndexDates.of(new ObjectMapper().readTree("""
                        {"properties": {"a": {"properties": {"b": {"type": "date", "format": "%s"}}}}}
                        """.formatted(format)));
        var staged = field.at(FieldPath.of("a.b")).stream()
                .flatMap(f -> f.readAs().stream())
                .flatMap(f -> f.instant(text, PARIS).stream())
                .findFirst()
                .map(instant -> instant.truncatedTo(ChronoUnit.MICROS));
        var proved = WrittenDate.readOfField(
                        text, List.of(format.split("\\|\\|")), date -> date.isMomentOfTheCalendar(PARIS))
                .map(date -> Instant.EPOCH.plus(date.micros(PARIS), ChronoUnit.MICROS));
        var wanted =
                expected.matches("none|unknown") ? Optional.<Instant>empty() : Optional.of(Instant.parse(expected));

        assertThat(staged).isEqualTo(wanted);
        assertThat(proved).isEqualTo(wanted);
        assertThat(field.unknown())
                .containsExactlyEntriesOf(
                        expected.equals("unknown") ? Map.of("a.b", List.of(format)) : Map.<String, List<String>>of());
    }
}
