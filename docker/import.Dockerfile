# The importer. Build it first (mvn -DskipTests package), then from the checkout's root:
#   docker build -f docker/import.Dockerfile -t rejoin-import .
FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 rejoin && install -d -o rejoin /report
WORKDIR /opt/rejoin
COPY --chown=root:root import/target/lib/ lib/
COPY --chown=root:root import/target/rejoin-import-*.jar rejoin-import.jar
COPY --chown=root:root import/mapping/ mapping/
# Reports go to the current folder, which is the one that can be written.
VOLUME /report
WORKDIR /report
USER rejoin
ENV REJOIN_MAPPING=/opt/rejoin/mapping
ENTRYPOINT ["java", "-Xmx512m", "--enable-native-access=ALL-UNNAMED", "-jar", "/opt/rejoin/rejoin-import.jar"]
CMD ["--help"]
