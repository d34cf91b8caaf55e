# $1: place, look or delete; $2: the folder; $3: days. Works from within the folder, so that nothing can be put in its
# place on the way: no symbolic link leads there or out of it, no other filesystem is entered, only files are touched.
cd -P -- "$2"
if test "$(pwd -P)" != "$2"; then
  echo "a symbolic link leads to $(pwd -P)" >&2
  exit 3
fi
case "$1" in
  place) ;;
  look) find . -xdev -type f -mtime "+$3" -print -quit ;;
  delete) find . -xdev -type f -mtime "+$3" -delete ;;
esac
