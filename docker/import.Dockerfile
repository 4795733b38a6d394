# The importer, from the tarball of ./rejoin dist, in the checkout's root:
#   ./rejoin dist && docker build -f docker/import.Dockerfile -t rejoin-import:1.0.0 .
FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 rejoin && install -d -o rejoin /report
# Unpacked as it is copied.
ADD target/rejoin-*.tar.gz /opt/
RUN mv /opt/rejoin-* /opt/rejoin
# Reports go to the current folder, which is the one that can be written.
VOLUME /report
WORKDIR /report
USER 10001:10001
ENV HOME=/tmp
ENTRYPOINT ["/opt/rejoin/rejoin", "import"]
CMD ["--help"]
